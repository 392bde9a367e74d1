# Machine-translated, not yet read by a person.

## The form for an account

join-title = 加入{ $network }
join-lead-open = 住在附近的人都可以加入{ $network }。
join-lead-invite = 一位邻居邀请您加入{ $network }。
join-lead-welcomed = 欢迎来到{ $network }。现在可以开设账户了。
join-nothing-else = 您只要选一个短名称、登录方式和语言。没有人要别的：不要证件，不要电子邮箱，也不问原因。
join-handle = 给自己取一个短名称
join-handle-wrong = 这还不合适。短名称由 1 到 30 个 a 到 z 的字母、数字和下划线组成。
join-handle-reserved = 这个名称由服务器自己使用。请另选一个。
join-handle-taken = 这里已经有人用 { $handle } 这个名称。请另选一个。
join-way = 您想怎样登录？
join-way-password = 用密码
join-way-mail = 不用密码：需要时链接寄到我的电子邮箱
join-way-link = 不用密码：需要时由组织者给我一个链接
join-password = 密码（如果选了用密码）
join-button = 加入
join-again = 请再按一次按钮。如果选了用密码，请重新写一次。
join-too-often = 刚才有很多人从您所在的地方加入。请等几分钟再按按钮。如果选了用密码，请重新写一次。
join-have-account = 在这里已有账户？请登录。
join-said-joined = 您已加入，很高兴您来。现在就可以请求和提供。
join-before-title = 您已经是成员
join-before = 您在这里已登录，不需要邀请。可以把它交给一位邻居。
join-before-other = 如果别人想在这个浏览器里加入，请先退出登录。
join-ended-title = 这个邀请已不能使用
join-ended = 也许地址少了一个字母，也许名额已满、时间已过，或者做邀请的人已把它结束。您没有做错什么。
join-ended-what-to-do = 请向给您邀请的邻居要一个新的。

## Without an invite

join-by-invite = 加入需要邀请。请向已是成员的邻居要一个，一分钟就能做好。
join-welcome-later = 现在不能申请加入。请过几天再试，或者向已是成员的邻居要一个邀请。
join-meanwhile = 没有账户也可以看公告板、请求帮助。
join-ask-lead = 请成员欢迎您。一位成员会读到，并说“欢迎”或“暂时不行”。答复在您自己的页面上，请保存它的链接。
join-ask-words = 想说几句话吗（可以不写）
join-ask-words-help = 例如您在这里认识谁，或者为什么来。可以空着。
join-ask-button = 申请加入
join-ask-kept = 只有这里负责欢迎的人能读到。您加入时、您要求时，或 { $days } 天之后，全部删除。
join-words-wrong = 字数太多，请写短一些。
join-told-asked = 有人申请成为成员。有空的人可以看看：{ $link }
home-join-welcome = 申请加入
home-join-open = 加入
home-join-by-welcome = 在这里申请加入。一位成员会读到，并说“欢迎”或“暂时不行”。您给自己选一个短名字，不必是任何证件上的名字，也没有人要求别的。
home-join-or-invite = 或者向一位已经在这里的邻居要一个邀请。
home-join-by-oneself = 住在附近的人都可以自己加入。您给自己选一个短名字，不必是任何证件上的名字，也没有人要求别的。
home-join-contact = 想先和我们谈谈？可以这样联系我们：

## The page by which somebody comes back

waiting-title = 您申请了加入
waiting-said-asked = 负责欢迎的人已收到。请保存本页的链接：这是唯一的返回途径。
waiting-waits = 等待答复
waiting-next = 一位成员会读到。请过一两天再来：得到欢迎之后，本页会告诉您怎样继续。
waiting-declined = 暂时不行
waiting-declined-next = 这里的邻居现在不能欢迎您。这不说明您有什么不好，也不保存任何原因。没有账户也可以请求帮助，或者向成员要一个邀请。
waiting-words = 您写的话
waiting-take-back = 收回并删除
waiting-erase = 删除
waiting-erased = 您的申请已删除。

## For those who welcome

welcome-title = 谁申请加入
welcome-lead = 只有负责欢迎的人看到本页。在这里，没有人需要证明什么才受欢迎。拒绝要说得和气，不说原因；成员在日志里能读到有过拒绝。
welcome-none = 现在没有人等待。
welcome-somebody = 有人申请加入
welcome-no-words = 对方没有写话，这没关系。
welcome-yes = 欢迎
welcome-no = 暂时不行
welcome-said-welcomed = 对方在自己的页面上能看到怎样加入。谢谢。
welcome-said-declined = 对方在自己的页面上会看到一句和气的话。
welcome-said-too-late = 别人已经答复，或者申请已收回。

## Invites

invites-title = 邀请
invites-lead = 为您想请来的邻居做一个链接和一个给手机相机用的方块。只有您看到自己的邀请，也不保存谁用哪个邀请加入。
invites-people = 给几位邻居？
invites-people-wrong = 请写 1 到 { $most } 之间的整数。
invites-how-long = 有效多久？
invites-days =
    { $days ->
       *[other] { $days } 天
    }
invites-days-wrong = 请选择 1 到 { $most } 天。
invites-many = 您有 { $most } 个有效的邀请。请先结束一个。
invites-make = 做一个邀请
invites-mine = 您的有效邀请
invites-mine-help = 链接只在做好时显示一次。如果弄丢了，请结束它，再做一个。
invites-none = 现在没有。
invites-line =
    { $people ->
       *[other] 还可供 { $people } 人使用，有效至{ $until }
    }
invites-end = 结束有效至{ $until }的邀请
invites-ended = 它已不能使用。
invite-made = 只显示这一次。请打印、发送，或让邻居拍下来。
invite-sheet-title = 邀请您加入{ $network }
invite-sheet-how = 用手机相机对准方块，或输入下面的地址。
invite-sheet-until = 有效至{ $until }。
sheet-square = 供相机读取的链接方块
sheet-link = 供输入的链接：

## A link that an organizer prints for somebody

links-title = 给某人的登录链接
links-lead = 给没有密码或忘记密码的成员。这个链接让对方在一天内登录一次。请只交给本人。
links-log = 成员在日志里能读到您做了一个链接，读不到是给谁的。
links-handle = 对方的短名称
links-nobody = 没有名称为 { $handle } 的成员。
links-make = 做链接
link-made = 只显示这一次。请打印或抄下来，交给您的邻居。
link-sheet-title = 您进入{ $network }的链接
link-sheet-how = 用手机相机对准方块，或输入下面的地址，然后按按钮。
link-sheet-own = 不要给任何人看：谁拿到它，谁就能以您的身份进入。

## What the network says of itself

network-title = 您的网络
network-lead = 您在这里改的内容，邻居和其他网络都能看到。成员在日志里能读到有过改动。
network-name = 网络的名称
network-about = 关于网络（用第一语言）
network-about-help = 你们是谁、在哪里见面、怎样互相帮助。空一行就另起一段。
network-contact = 邻居怎样联系你们
network-contact-help = 号码、地址，或者你们的门在哪里。所有人都能看到：想加入的人，以及需要的帮助页面上给不了的人。
network-main = 第一语言
network-main-help = 上面的话用这种语言写。服务器写给邻居的话用邻居自己的语言。不知道时，从下次启动起用这种语言。
network-languages = 大家说的语言
network-joining = 邻居怎样加入？
joining-invite = 凭邀请
joining-welcome = 凭邀请，或由成员欢迎
joining-open = 每个人自己加入
network-members-invite = 每位成员都可以邀请
network-mode = 需求和提供怎样相遇？
network-intake = 现在能承担多少？
network-intake-open = 和平常一样
network-intake-slow = 需要更久
network-intake-paused = 暂时不接新的
network-area = 大致在哪里
network-area-help = 方便附近的网络找到你们。大概的地方就够了。空着就保持原样。
network-place = 地方的名称
network-latitude = 北纬度数，例如 40.7
network-longitude = 东经度数，例如 -73.9
network-radius = 周围多少公里
network-degrees = 或者写出度数
network-kept = 已保存，从现在起有效。
network-wrong-name = 请给网络取一个最多 { $most } 个字的名称。
network-wrong-about = 请最多写 { $most } 个字。
network-wrong-languages = 请选择第一语言。
network-wrong-place = 请用最多 { $most } 个字写出地方的名称。
network-wrong-latitude = 请在地图上选地方，或者写一个从 -90 到 90 的数。
network-wrong-longitude = 请在地图上选地方，或者写一个从 -180 到 180 的数。
network-wrong-radius = 请写 0.1 到 { $most } 之间的数。
founding-you = 您
founding-name-wrong = 请最多写 { $most } 个字。
founding-network = 您的网络
founding-network-help = 这些以后都可以在您的账户页面上改。
founding-invite = 第一个邀请
founding-invite-help = 您会得到一个链接和一个供相机读取的方块，有效一周。想先自己开始，就空着。
