# Machine-translated, not yet read by a person.

## Every page

page-skip = 跳到主要内容
page-languages = 语言
page-nav = 主要页面
page-problem = 还有一处需要修改：
page-made-with = 由 Potluck 提供，这是社区自己运行的自由软件。
page-look-again = 请再看一下这里：
page-offline = 您没有联网。这个页面是 { $time } 时的样子，显示的是所有人都能看到的：只给成员看的不会保存在这台设备上。现在发送的内容不会送到：请联网后再试。
offline-title = 您没有联网
offline-then = 您的手机或电脑联网后，就能再看到这个页面。
offline-kept = 如果这个浏览器看过首页和需要与提供，它们还在这里，是上次看到的样子。只给成员看的不会保存在这台设备上。
offline-again = 再试一次

## The first page

home-lead = 邻居们分享食物，互相照顾。
home-no-questions = 这里没有人要看证件、问收入或问原因。需要时就开口，有余时就分享。人人都是如此。
home-needs-open =
    { $count ->
        [0] 现在没有开放的需要。
       *[other] 现在有 { $count } 个开放的需要。
    }
home-offers-open =
    { $count ->
        [0] 现在没有可以领取的东西或帮助。
       *[other] 现在有 { $count } 项可以提供的东西或帮助。
    }
home-about-heading = 关于我们
home-area = 我们在哪里：{ $area }
home-languages = 我们说的语言：{ $languages }
home-follow-heading = 关注我们
home-listings-heading = 开放的需要和提供
home-listings-none = 现在没有向所有人开放的内容。有些内容只给邻居们看。
home-intake-slow = 我们目前比平时慢一些。每一条都会读，请给我们一点时间。
home-intake-paused = 我们目前在休息，暂时不能接新的事情。附近的网络也许能帮上忙。
home-mode-neighbors = 这里由邻居们互相回应。
home-mode-connectors-help = 这里由邻居们互相回应，也有联络人帮忙。联络人是把需要和提供对接起来的邻居。
home-mode-connectors-only = 这里由联络人把需要和提供对接起来。联络人是邻居，他们看过每个答复，再带给对方。
home-contact = 联系我们（{ $kind }）：{ $value }

## A need or an offer

listing-by = 来自：{ $name }
listing-by-network = 来自一位邻居，由{ $network }转达
listing-posted = 发布时间：{ $time }
listing-respond-heading = 如何回应
listing-respond-mastodon = 在 Mastodon 上：用私信回复这条帖子，说明数量和您方便的时间。
listing-respond-network = 在别的网络：请您自己的网络代您回应。
listing-rough-place = 地点故意只写大概。只有前来的邻居才会知道具体地点。
listing-translated = 由一位邻居翻译
listing-translated-by-machine = 机器翻译，可能有错

## A one-time link to the place of a handoff

handoff-title = 地点和方式
handoff-lead = 一位邻居只把这些告诉了您。请不要转告别人。
handoff-button = 显示地点和方式
handoff-until = 这个链接在{ $time }之前有效。
handoff-what = 内容：{ $name }
handoff-amount = 数量：{ $amount }
handoff-place = 地点：{ $place }
handoff-when = 时间：{ $when }
handoff-way = 方式：{ $way }
handoff-notes = 请留意：{ $notes }
handoff-no-place = 这里还没有写具体地点。您的邻居会告诉您。
handoff-write-down = 请记下您需要的内容。交接两天后，这些内容会被删除。
handoff-cannot = 如果您来不了，没关系。告诉我们，就会留给另一位邻居。
handoff-ended-title = 这个链接已经失效
handoff-ended = 这种链接只在短时间内有效，好让邻居的地址保持安全。您没有做错什么。
handoff-ended-what-to-do = 如果您仍然需要，请写信给{ $network }。我们会发新的链接，或者另想办法。

## The founding of a network

founding-title = 欢迎。我们开始吧。
founding-lead = 您是第一个来到这里的人。在这个页面上，您会创建第一个账户：照管服务器的人的账户。
founding-role = 照管服务器是一段时间的任务，不是地位。它会自动到期，由您的网络决定谁来继续。
founding-handle-label = 您的短名称
founding-handle-help = 您地址里的短名字，例如 { $example }。请用小写字母、数字和下划线。
founding-name-label = 邻居们看到的名字
founding-name-help = 您喜欢别人怎么称呼您就怎么写。不必是证件上的名字。
founding-button = 创建我的账户
founding-done-title = 好了。欢迎您，{ $name }。
founding-token-label = 您的登录密钥
founding-token-keep = 请保存好，只显示这一次。
founding-token-what-for = 您用它登录。拿到它的人可以用您的名义行事，所以请像保管钥匙一样保管它。
founding-role-until = 您照管服务器到{ $until }为止。
founding-choose-password = 现在选择一个密码，以便登录和允许应用
founding-ended-title = 这个链接已经用过，或者已经过期
founding-ended = 它只能用一次，而且时间很短，这样别人就不能接管您的网络。
founding-ended-what-to-do = 运行服务器的人可以用这条命令生成新的链接：{ $command }

## A neighbor

profile-neighbor-in = { $network }的邻居
profile-follow = 要关注这个账户，请在 Mastodon 或类似的应用里搜索 { $handle }。
profile-listings-heading = 开放的需要和提供
profile-listings-none = 现在没有开放的内容。
profile-no-counting = 这里没有人计算谁给了多少、谁拿了多少。

## What a neighbor can do

can-do-minutes = 有几分钟时间
can-do-lift = 能搬重物
can-do-drive = 能开车
can-do-stairs = 能爬楼梯
can-do-remote = 能通过电话或网络帮忙

## Nothing here

not-found-title = 这里什么也没有
not-found = 可能从来没有过，也可能不是给所有人看的。也许地址少了一个字母。
not-found-what-to-do = 请看看首页，或者问问给您链接的邻居。
gone-title = 这个已经不在了
gone = 它曾经在这里，后来被撤回，或者时间过了。这是常有的事。
gone-what-to-do = 请看看首页：也许有别的适合您。
problem-title = 没有成功
too-many-title = 请稍等片刻
too-many = 短时间内从您所在的地方来了太多请求，所以本服务器暂时休息一下。
too-many-what-to-do = 请等一分钟再重新打开页面。如果一直这样，请告诉给您链接的人。
too-many-keep = 请等一分钟，然后按下面的按钮。您写的内容没有丢失，都保留在这个页面上。
too-many-again = 再发送一次
too-many-yours = 您写的内容
home-answer-heading = 回应一条帖子
home-answer = 在公告板上打开它，登录，然后在下面写您的回应。请说明数量和您方便的时间。您的回应会送到写这条帖子的邻居那里，不会显示在公告板上。
home-answer-app = 要从应用里回应，请用私信回复帖子，并说明数量和您方便的时间。
