# Machine-translated, not yet read by a person.

## When something goes wrong

error-internal = 这台服务器出了点问题。什么都没有改变，请再试一次。
error-unavailable = 这台服务器现在无法回应，什么都没有改变。请过一会儿再试。
error-peer = 另一个网络现在没有正常回应。什么都没有改变，请稍后再试。
error-unreadable = 发送的内容无法读取。请返回，再填一次。
error-too-large = 发送的内容太多，这里放不下。请一次少发一些。
error-other = 没有成功。服务器用英语说：{ $text }
error-many-sign-in = 现在有很多人在登录。请过一分钟再试。
error-password-changed = 密码已经更改。请重新登录。
error-too-much-at-once = 内容太多，无法在这里一次取完。请让管理这台服务器的人为您运行 { $command }。

## What was typed

error-empty = 请在这里写几句话。
error-too-long = 太长了：这里有 { $length } 个字，最多只能 { $most } 个。请缩短一些。
error-too-many-entries = 太多了：这里有 { $count } 项，最多只能 { $most } 项。请去掉一些。
error-not-a-tag = 其中一个词在这里不能用。请用字母 a 到 z、数字和连字符，最多 40 个。
error-not-a-language = 我们不认识这种语言。请写成 en、es 或 zh-Hans 这样。
error-same-language = 原文就是用这种语言写的。请选另一种。
error-translated-already = 已经有人把它翻译成这种语言了。还是谢谢您。
error-many-translations = 除原文外最多保留 { $most } 种语言，已经没有位置了。
error-no-kind = 请说明您是需要它，还是有它可以给。
error-does-not-fit = 这还不合适。数量是一个数字，例如 12 或 1.5。
error-no-category = 本网络的列表里没有这个名称。请从列表里选择。
error-not-shown-to = 请选择谁可以看到。
error-neither-yes-nor-no = 表单既没有说“是”，也没有说“否”。请返回选择。

## How much

error-not-an-amount = 数量是不超过 1000000 的数字，小数点后最多三位，例如 12 或 1.5。
error-nothing-of-it = 数量是零。如果没有要计数的，请留空。
error-more-than-zero = 请写大于零的数量。
error-parts-of = 这按每份 { $part } 来分。请写一份或几份。
error-no-unit = 请说明数的是什么，例如盒。
error-no-amount = 请说明有多少，或者把单位留空。
error-how-much = 请说明要多少。
error-nothing-counted = 这里不计数。请把数量留空。
error-more-than-asked = 这比对方要的多。请写同样多或更少。
error-only-left = 只剩 { $left } 了。请写这么多或更少。
error-promised-amount = 一部分已经答应给人了，所以不能去掉数量。
error-more-is-promised = { $taken } 已经答应给人了，所以数量不能更少。

## Needs, offers and answers

error-not-open = 这个已经不再接受答复。公告板上有还开放的。
error-not-open-now = 这个现在没有开放，不能答应给人。请先重新开放。
error-not-there = 这个已经没有了。公告板上有还开放的。
error-own-listing = 这是您自己发布的，所以不能答复。
error-promised-already = 这个已经答应给别人了。
error-decided = 这个答复已经有决定了。页面上显示现在的情况。
error-no-such-step = 现在不能这样做了。页面上显示现在的情况。
error-listing-over = 这个已经结束。请发布一个新的。
error-changed-meanwhile = 在这期间它被修改过，也许是在另一个窗口或应用里。您先看到的是现在的内容，然后是您写的内容。请把要留下的合在一起，再保存一次。
error-answered-kind = 已经有邻居答复了，所以它仍然是原来的那一种。请另外发布一个新的。
error-held = 为了安全，根据约定“{ $agreement }”，这个暂时停住了。您可以撤回，或者和管理员谈谈。
error-part-promised = 一部分已经答应给人了。请先收回约定，或者先交接。
error-no-writing = 你们两人不能再在这里互相写信了。
error-words-alone = 传往另一个网络的只有文字。请去掉图片和选项。
error-said-across = 传到另一个网络的话会保持原样。需要对方知道的，请再写一次。
error-nobody-named = 这里提到的人有一位找不到，所以没有发送。请再看一遍名字。
error-many-named = 这里提到的人太多，最多可以有 { $most } 位。请去掉一些。
error-moved = 您已经搬到另一个账号。要在这里继续，请先撤回搬迁。
error-has-left = 这个账号已经离开。
error-not-followed = 从这里不能关注这个账号。
error-not-told-on = 这不是写给所有人的，所以不能转述。
error-listing-not-told-on = 需求或提供能让谁看到，由发布的人决定，所以不能转述。
error-listing-elsewhere = 这个来自另一个网络。请向那个网络报告，或者屏蔽它的服务器。
error-that-is-you = 这是您自己。请选择别人。

## Handing over

error-handoff-over = 这个已经结束。页面上显示结果。
error-handoff-further = 已经到了这一步，或者更进一步了。页面上显示现在的情况。
error-handoff-elsewhere = 进展由它来自的网络记下，并告诉我们。
error-handed-over = 这个已经交接了。
error-link-ended = 这个链接已经失效。请向网络要一个新的。

## Helping a neighbor

error-ask-again = 在替这位邻居说话之前，请再和对方谈谈：该重新询问的日子已经过了。然后记下对方的话。
error-speaks-for-many = 一位邻居最多替 { $most } 人说话。请和别人分担。
error-on-the-board = 它已经在公告板上。
error-much-written = 这里写得太多，已经没有地方了。请打电话联系，或者重新开始。
error-nobody-can-ask = 现在没有账号不能在这里求助。请写信或打电话给我们。

## Keeping people safe

error-own-server = 这就是本服务器。请选择另一个。
error-servers-many = 您屏蔽了 { $most } 台服务器。请先解除一台。
error-not-held = 这个已经没有停住了。
error-task-not-held = 对方现在没有这项职责。

## Accounts

error-not-a-handle = 短名字有 1 到 30 个字符：小写字母 a 到 z、数字和下划线。
error-handle-of-server = 这个短名字是服务器自己的。请另选一个。
error-handle-taken = 短名字 { $handle } 已经有人用了。请另选一个。
error-not-own-handle = 要永久离开，请在这里写您自己的短名字。
error-app-asks-more = 这个应用要的比它登记的多。请在应用里重新开始。

## Days, food and pictures

error-day-passed = 这个日期或时间已经过去了。请选晚一些的。
error-not-a-day = 这不是日期。写法如 2030-05-31。
error-open-too-long = 最多可以在公告板上放 { $most } 天。之后您可以再发一次。
error-window-too-long = 从开始到结束最多可以有一年。请再看一下这两个时间。
error-not-in-parts = 总量不能平分成这样的份。请改其中一个。
error-which-language = 请选择这些话的语言。
error-none-and-some = 写着里面没有这些，又写着有。请再看一下。
error-no-picture = 请先选一张图片。
error-unknown-file = 这里不收这种图片或录音。请发 PNG、JPEG、GIF 或 WebP，声音请发 WAV、MP3、Ogg 或 M4A。
error-broken-picture = 这张图片没能读完。请再发一次，或者换一张。
error-large-picture = 这个文件太大了。请缩小，或者换一个。
error-many-pictures = 最多可以放 { $most } 张图片。请先去掉一张。
error-picture-gone = 有一张图片已经不在了。请再选一次。
error-no-recordings = 这里只能放图片，不能放录音。
error-many-files-wait = 您已有很多文件在等待发布。请先发布或删掉一些。
error-many-beginnings = 您已经留了 { $most } 条以后再写。请先发布一条或扔掉一条。您写的内容还在这里。
error-long-beginning = 内容太多，没法留着以后再写。请缩短一些。
error-beginning-gone = 这条已经没有保存了。也许您在另一个窗口发布了它。如果仍要发布，请再按一次按钮。
error-took-too-long = 用的时间太长了。请再发一次。
