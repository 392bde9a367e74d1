# Machine-translated, not yet read by a person.

role-needed-title = 本页属于一项职责
role-needed = 有些邻居在一段时间内照管这件事。您现在没有这项职责。
role-needed-what-to-do = 想帮忙的话，请在网络里说一声：职责有期限，大家轮流。
role-steward = 网络照管
role-connector = 牵线
role-facilitator = 主持
role-welcome = 欢迎
role-caretaker = 场地照管
role-bookkeeper = 记账
role-mediator = 调解
role-moderator = 安全照管
role-operator = 服务器照管

## The log

log-title = 做过的事
log-lead = 邻居用职责做过的事，每位成员都能读。这里不写谁被举报，也不写谁举报。
log-none = 还没有。
log-older = 看更早的
log-by = 由 { $handle } 做，职责：{ $role }
log-by-server = 由管理服务器的人在命令行上做
log-a-member = 一位成员
log-agreement = 依据约定：{ $agreement }
log-reason = 原因：{ $reason }
log-task = { $handle }：{ $task }
deed-network-changed = 改了网络的介绍或运作方式
deed-joining-changed = 改了邻居加入的方式
deed-neighbor-welcomed = 欢迎了申请加入的人
deed-welcome-declined = 对申请加入的人说了“暂时不行”
deed-follow-asked = 请求关注另一个网络
deed-follow-ended = 停止关注另一个网络
deed-follower-accepted = 接受了关注我们的
deed-follower-declined = 没有接受想关注我们的
deed-sharing-changed = 改了与某个网络共享的内容
deed-role-given = 给了一项职责
deed-role-ended = 提前结束了一项职责
deed-passed-along = 转达了另一个网络的内容
deed-passing-stopped = 停止转达某项内容
deed-passing-rules-set = 改了转达的规则
deed-member-removed = 按本人意愿删除了一位成员
deed-token-made = 做了一个代表成员行事的令牌
deed-password-given = 给了一位成员密码
deed-link-made = 做了一个让成员登录一次的链接
deed-member-exported = 为一位成员写出了其全部资料
deed-federation-changed = 改了本服务器与哪些服务器往来
deed-coalition-founded = 成立了一个联盟
deed-coalition-joined = 加入了一个联盟
deed-coalition-left = 离开了一个联盟
deed-announced = 代表网络发布了消息
deed-announcement-retracted = 收回了发布的消息
deed-entries-imported = 从文件读入了地点或资源
deed-entry-removed = 移除了一个地点或资源
deed-blocked = 屏蔽了一个服务器或账户
deed-muted = 静音了一个服务器或账户
deed-limited = 限制了一个服务器或账户
deed-block-lifted = 解除了屏蔽、静音或限制
deed-listing-held = 暂停了一项需求或提供
deed-listing-released = 让暂停的需求或提供继续
deed-post-held = 暂停了一篇帖子
deed-post-released = 让暂停的帖子继续
deed-answer-words-taken = 移除了一条回应开头的话
deed-translation-taken = 移除了一位邻居的翻译
deed-report-closed = 结束了一个举报

## Telling the organizers

report-title = 告诉组织者
report-lead = 有什么不安全吗？请告诉网络里照管安全的人。只有他们能读到，没有人知道是谁说的。如果现在有人处于危险，请先求助。
report-about-listing = 关于：“{ $title }”
report-about-neighbor = 关于：{ $name }
report-about-post = 关于：{ $name } 写的内容
report-about-answer = 关于：一条回应开头的话
report-what = 是什么事？
report-what-danger = 会让人生病或有危险
report-what-threat = 威胁，或有人不得安宁
report-what-fraud = 用谎话骗取东西
report-what-spam = 广告，或反复发同样的内容
report-what-other = 其他
report-words = 发生了什么？
report-words-help = 几句话就够了。
report-words-private = 照管安全的人自己读不到这条消息。他们只能看到这里写的。您可以随意修改。
report-quoted = 对方写道：“{ $words }”
report-forward = 也告诉管理 { $server } 的人。他们不会知道是您说的。
report-button = 告诉他们
report-wrong = 请选择是什么事，或写几句话，最多 { $most } 个字。
report-done-title = 谢谢您告诉我们
report-done = 网络里照管安全的人会读到。
report-done-next = 他们可能会暂停一则内容，或屏蔽一个服务器。做了什么，日志里会写。
report-done-own = 您也可以在某人的页面上自己屏蔽他。对方不会得知。

## A neighbor's page

profile-apart = 我不想看到这位邻居
people-apart = 我不想看到这个账号
profile-apart-help = 这由您决定，没有人问原因。对方不会得知。
profile-mute = 静音：我看不到对方
profile-block = 屏蔽：我们互相看不到
profile-lift = 不再屏蔽
blocks-kept-away = 已屏蔽。只有您能看到。
blocks-many = 您屏蔽了 { $most } 个账户。请先解除一个。

## Keeping people safe

moderation-title = 照管安全
moderation-lead = 这里只管安全，没有人评判谁需要什么。您做的事会写进成员能读的日志。多数事情谈一谈就能解决。
moderation-reports = 收到的举报
moderation-reports-none = 没有等待处理的。
moderation-reports-further = 看其余的报告
moderation-reports-full = 别的服务器发来的举报太多，已经放不下了。在您处理完其中一些之前，不再收下这些服务器的举报。
moderation-from-member = 来自一位成员
moderation-from-server = 来自服务器 { $server }
moderation-unreadable = 这条举报无法读取。
moderation-unreadable-help = 它在这台服务器上的保存出了问题。请告诉管理服务器的人：备份里也许还有正确的密钥。请问问周围有没有人需要帮助。做完以后可以结束它。
moderation-close = 完成：结束{ $time }收到的举报
moderation-hold = 暂停它
moderation-hold-help = 它会立刻从这里和别处的公告板上撤下，作者能读到原因。已经答应的照旧。
moderation-hold-post-help = 它立刻只有作者在这里看得到。我们会请其他服务器忘掉它。作者能读到原因。
moderation-take-words = 移除这些话
moderation-take-words-help = 这些话立刻永远消失，再没有人读得到。回应本身还在。写的人能读到原因。
moderation-agreement = 依据网络的哪项约定？
moderation-reason = 原因（可以不写），作者和所有成员都能读到
moderation-their-account = 对方账户：
moderation-their-server = 对方服务器：
moderation-held = 已暂停
moderation-held-none = 没有暂停的内容。
moderation-held-post = { $name } 写的内容，{ $time }
moderation-release = 让它继续：{ $title }
moderation-away = 已屏蔽或限制
moderation-away-help = 别处的服务器和账户。本网络的成员不会由一个人赶走：请互相谈谈，一起决定。
moderation-keep-away = 屏蔽或限制
moderation-who = 服务器或账户
moderation-who-help = 例如 spam.example，或账户地址：https://spam.example/users/eve
moderation-how-far = 到什么程度？
moderation-is-limit = 限制：对方发布的内容不上公告板，成员仍可与其交谈。
moderation-is-mute = 静音：对方说的任何内容都不会进来，对方也不会得知。我们的内容照常发给对方。
moderation-is-block = 屏蔽：什么都进不来，也出不去。
moderation-public-reason = 原因（可以不写），所有成员都能读到
moderation-lift = 不再屏蔽或限制 { $who }
moderation-wrong-agreement = 请用几个字写出依据的约定。
moderation-wrong-reason = 请最多写 { $most } 个字。
moderation-wrong-server = 这不是别处的服务器或账户。请再看一下。
moderation-said-closed = 已结束，30 天后删除。
moderation-said-held = 已暂停。
moderation-said-words-taken = 这些话已移除。
moderation-said-released = 已继续。
moderation-said-kept-away = 已生效。
moderation-said-lifted = 已解除。需要重新请求关注。
moderation-said-too-late = 另一位照管者已经处理，或者它已不在。

## Announcements

announcements-title = 公告
announcements-write = 发布消息
announcements-words = 想说什么？
announcements-who = 谁能读到？
announcements-for-members = 只有本网络的成员
announcements-for-everyone = 所有人，以及在别处关注我们的人
announcements-button = 发布
announcements-told = 已发布的
announcements-take-back = 收回{ $time }发布的消息
announcements-wrong = 请写几句话，最多 { $most } 个字。
announcements-said-told = 已发布。
announcements-said-taken-back = 已收回。会请别处收到的人忘掉它。
announcements-time = 如果与某个时间有关：什么时候
announcements-time-help = 时间以{ $zone }为准。公告会立即发出，那段时间结束后，成员就不再看到它。在别处读到的人只能看到您写的文字：请在文字里也写上时间。
announcements-over = 那段时间已经结束：成员不再看到它。

## A post that is held, as its author hears of it

held-post-told = 照管安全的人根据约定“{ $agreement }”暂停了您写的内容。现在只有您看得到。您可以删除它，或和他们谈谈：{ $link }
answer-words-told = 照管安全的人根据约定“{ $agreement }”移除了您回应开头的话。回应本身还在。您可以和他们谈谈：{ $link }
held-post-goes-on = 您写的内容继续了：{ $link }

## Tasks

tasks-title = 职责
tasks-lead = 有些事由邻居在一段时间内照管。每项职责到期自动结束，大家轮流。有职责的人随时可以放下。
tasks-none = 现在没有人有职责。
tasks-for-steward = 代表您的网络，与其他网络来往。
tasks-for-connector = 让需求和提供相遇。
tasks-for-facilitator = 主持聚会。
tasks-for-welcome = 答复想加入的人。
tasks-for-caretaker = 照管一处场地。
tasks-for-bookkeeper = 记公开的账。
tasks-for-mediator = 在冲突中帮忙。
tasks-for-moderator = 有人处于危险或受到伤害时出手。
tasks-for-operator = 照管服务器。
tasks-until = 到 { $day } 为止
tasks-by-founding = 在网络创立时给的
tasks-by-server = 由管理服务器的人在命令行上给的
tasks-by-decision = 决定：{ $decision }
tasks-lay-down = 放下：{ $task }
tasks-lay-down-then = 没有人会问为什么。想再承担，需要重新交给您。
tasks-lay-down-last = 除了您，没有别人照管服务器。您放下后，这个页面上就没有人能分派职责了，只有能直接进入服务器的人可以。请先把它交给别人。
tasks-again = 再给一次，或结束：{ $who }，{ $task }
tasks-give = 给一项职责
tasks-give-help = 请先一起决定。那位邻居会得知，每位成员都能在日志里读到。要再给一次，照样再做一遍。
tasks-which = 哪项职责？
tasks-how-long = 多长时间？
tasks-months =
    { $months ->
       *[other] { $months } 个月
    }
tasks-decision = 你们是怎样决定的？
tasks-decision-help = 例如：在 5 月 3 日的聚会上。每位成员都能读到。
tasks-give-button = 给出
tasks-end-button = 现在结束
tasks-said-given = 已给出。
tasks-said-ended = 已结束。
tasks-said-laid-down = 您已放下。谢谢您做的一切。
tasks-wrong-decision = 请用几句话说明你们是怎样决定的，最多 { $most } 个字。
tasks-end-soon = 您的职责“{ $task }”在 { $day } 结束。请一起决定由谁接着做。
tasks-told-given = 您现在有一项职责：{ $task }，到 { $day } 为止。不合适就放下，没有人问原因：{ $link }
tasks-told-ended = 您的职责已结束：{ $task }。谁有哪项职责、为什么，都写在这里：{ $link }
