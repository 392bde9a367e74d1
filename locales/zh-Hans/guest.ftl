# Machine-translated, not yet read by a person.

## The form for asking

ask-title = 没有账号也能求助
ask-no-account = 没有账号？没有也可以求助。
ask-lead = 请用自己的话说说您需要什么。不需要账号、姓名或证件。这里帮忙的一位邻居会看到，并答复您。
ask-urgent = 如果等不及
ask-urgent-food = 看看公告板上现在有哪些食物
ask-words = 您需要什么？
ask-words-help = 例如：一件中号的厚外套，或者星期二搭车去看医生。请不要写姓名和街道。
ask-place = 大概在哪里？可以不填。
ask-place-help = 例如：图书馆附近。请不要写确切的地址。
ask-reach = 我们怎样答复您？可以不填。
ask-reach-help = 电话号码或电子邮箱，只给帮您的那位邻居看。如果不填，您可以在自己的页面上看到答复；下一页会显示它的链接。
ask-by-mail = 有回应时给我发一封邮件。邮件只说“有人回应了您”和在哪里看，不说别的。
ask-shown = 谁可以看到？
ask-read-by-helpers = 无论如何，本网络牵线的人和替邻居说话的成员会看到，直到其中一位来帮您。
ask-read-by-stewards = 无论如何，照管本网络和服务器的人会看到，因为这里还没有别人帮忙，直到其中一位来帮您。
ask-shown-help = 以后可以更改。
ask-shown-helpers = 只有在这里帮忙的邻居
ask-shown-network = 本网络的所有成员
ask-shown-public = 所有人
ask-trap = 请不要填写
ask-button = 发出求助
ask-before = 以前求助过？请输入您保存的代码
ask-kept = 您写的内容会加密保存。您要求时，或者在您最后一次来访或留言 { $days } 天后，全部删除。帮忙的人说办完了的时候，会先问您。
ask-again = 请再按一次按钮。您写的内容都还在。
ask-too-often = 刚才从您所在的地方发来了很多求助。请等几分钟再按按钮。您写的内容都还在。
ask-words-wrong = 请在这里写几句话，最多 { $most } 个字。
ask-place-wrong = 请用更少的字说明地点。
ask-reach-wrong = 这还不是电话号码或电子邮箱。请再看一下，或者留空。
ask-closed-title = 请换一种方式求助
ask-full = 现在有很多邻居在这里等待答复，您会等得太久。
ask-nobody = 目前这里没有人查看这样的求助。
ask-elsewhere = 请写信或打电话给我们，或者请一位成员邻居替您求助。附近的网络也许也能帮上忙。
ask-you-wrote = 您写的是：{ $words }

## The private page of who asks

asked-title = 您的求助
asked-said-asked = 帮忙的邻居现在可以看到了。请保存下面的代码或链接：没有别的方式可以回来。
asked-said-written = 您的留言已放在这里，等帮您的人来看。
asked-said-shown = 已经更改，现在开始生效。
asked-said-changed = 已经更改。帮您的人会知道。
asked-said-still = 它又在等待了，在这里帮忙的人会再次得到通知。
asked-link = 怎样回到这个页面
asked-link-help = 请打印、拍照，或者抄下代码。有它的人都能看到这个页面，所以请不要给别人看。
asked-code = 在任何手机或电脑上，打开这个短网址，输入下面的代码：
asked-waits = 正在等一位邻居来帮忙
asked-helped = { $name } 在帮您
asked-next-page = 一位邻居会看到，并在这个页面上给您留言。请过一两天再来看看。
asked-next-mail = 一位邻居会看到，并在这个页面上给您留言。有回应时会有邮件告诉您。
asked-next-reach = 一位邻居会看到，然后给您打电话或写信。这个页面上也可能有留言。
asked-on-board = 已经在公告板上：
asked-time = 求助时间：{ $time }
asked-changed = 更改时间：{ $time }
asked-place = 地点：{ $place }
asked-reach = 您的联系方式：{ $reach }
asked-by-guest = 求助的人
asked-by-helper = 帮忙的人
asked-write-help = 只有帮忙的人能看到。它会和其余内容一起删除。
asked-reword = 更改我求助的内容
asked-change-help = 重新说一遍，或者补充缺少的。不要写名字和街道。帮您的人会知道您改过。
asked-spot-away = 去掉地图上的地点
asked-board-too = 公告板上也逐字这样写。不选的话，公告板上的话不变。
asked-reword-button = 保存这些内容
asked-reach-change = 更改您的联系方式
asked-reach-help = 电话号码或电子邮箱，只给帮您的邻居看。留空的话，只在这个页面上回复您。
asked-reach-button = 保存这个联系方式
asked-shown-help = 如果改为更少的人可以看到，它会立刻从公告板上撤下。
asked-shown-button = 更改谁可以看到
asked-done-says = 帮忙的人说已经办完
asked-done-question = 办完了吗？
asked-done-help = 现在只有您能看到。如果还需要，它会再次等待一位邻居，在这里帮忙的人会再次得到通知。
asked-done-no = 没有，我还需要
asked-done-yes = 是的，办完了：请删除
asked-done-until = 您有 { $days } 天可以说，直到{ $day }。如果您什么都不说，到时全部删除。
asked-done-first = 帮忙的人刚才说已经办完。请先说您是否还需要。
asked-end = 我不再需要了
asked-end-help = 全部会立刻删除。没有人会问为什么。
asked-end-button = 现在全部删除
asked-ended-title = 已经删除
asked-ended = 这里写过的内容都没有了。想帮忙的人会知道已经不需要了。
asked-done-gone = 这里写的内容都没有了。别人也早已没有。
asked-ended-again = 您随时可以再次求助。
asked-lost-title = 这个链接找不到内容
asked-lost = 也许网址少了一个字母。或者事情已经结束并删除：因为您要求，或者帮忙的人说办完后过了 { $done } 天，或者 { $days } 天没有人来看。
asked-lost-what-to-do = 请一个字母一个字母地再看一遍网址，或者输入您保存的代码。如果还需要什么，请再次求助。
asked-lost-code = 您保存的代码
asked-lost-ask = 再次求助

## For those who help

asks-title = 没有账号的邻居的求助
asks-lead = 只有在这里帮忙的人能看到这个页面。您接下一个求助后，就只有您能看到它。
asks-waiting = 正在等人帮忙
asks-waiting-none = 现在没有人在等。
asks-mine = 您正在帮忙的
asks-said-let-go = 它现在等另一位邻居帮忙。没有人会问为什么。
asks-said-done = 谢谢您。您这里已经没有任何内容。求助的人在 { $days } 天内可以说还需要。
asks-said-too-late = 另一位邻居已经在帮忙了。
help-title = 一位邻居求助
help-language = 对方页面的语言：{ $language }
help-contact-later = 联系方式只给帮忙的人看。
help-no-contact = 对方会回到自己的页面。请在那里留言。
help-take = 我来帮忙
help-take-help = 之后只有您能看到这些。求助的人会看到您的名字，你们可以互相留言。
help-write-help = 对方回到自己的页面时会看到。只有你们两人能看到。
help-mail-goes = 会有邮件告诉对方有回应，但不说内容。
help-write-there = 对方留下了 { $way }：请也往那里写信或打电话。没有别的会告诉对方您留了言。
help-said-taken = 谢谢您。现在只有您能看到这些。
help-said-written = 您的留言已在对方的页面上。
help-said-on-board = 已经在公告板上。答复会发给您。
help-changed = 求助的人更改了内容。请再看一遍，也看看联系方式。
help-changed-board = 公告板上的话和以前一样，除非对方要求那里也改。
help-board = 放到公告板上
help-board-help = 请再看一遍文字：去掉姓名、街道和号码。公告板上只写“由一位邻居协助发布”。
help-board-for-helpers = 求助的人只想让帮忙的人看到。如果公告板会有用，请对方在自己的页面上说明。
help-board-for-network = 求助的人说，本网络的所有成员都可以看到。
help-board-for-public = 求助的人说，所有人都可以看到。
help-done = 已经办完
help-done-help = 之后您不会再看到任何内容，公告板上的也会撤下。会问求助的人是否办完：{ $days } 天内对方可以说没有。
help-done-button = 是的，办完了
help-let-go = 我还是帮不了
help-let-go-help = 如果帮不了，它会等另一位邻居。公告板上的内容会撤下，您写的留言会删除。
help-promised = 公告板上的一部分已经有人答应。请先收回约定或记下已经交接，然后再来这里。

## What the network tells those who help, and what is written down of who asked

guest-told-asked = 一位没有账号的邻居求助。有空的人可以看看：{ $link }
guest-told-wrote = 您帮助的那位没有账号的邻居给您留言了：{ $link }
guest-told-changed = 您帮助的那位没有账号的邻居更改了求助内容或联系方式：{ $link }
guest-told-ended = 您帮助的一位没有账号的邻居已经不需要了。内容全部删除。谢谢您。
guest-label = 在本网站上求助
guest-consent = 本人在本网站上求助，并说明谁可以看到
guest-may-share-network = 所需要的，给本网络的成员看
guest-may-share-public = 所需要的，给所有人看
