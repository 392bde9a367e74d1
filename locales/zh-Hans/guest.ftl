# Machine-translated, not yet read by a person.

## The form for asking

ask-title = 没有账号也能求助
ask-no-account = 没有账号？没有也可以求助。
ask-lead = 请用自己的话说说您需要什么。不需要账号、姓名或证件。这里帮忙的一位邻居会看到，并答复您。
ask-words = 您需要什么？
ask-words-help = 例如：一件中号的厚外套，或者星期二搭车去看医生。请不要写姓名和街道。
ask-place = 大概在哪里？可以不填。
ask-place-help = 例如：图书馆附近。请不要写确切的地址。
ask-reach = 我们怎样答复您？可以不填。
ask-reach-help = 电话号码或电子邮箱，只给帮您的那位邻居看。如果不填，您可以在自己的页面上看到答复；下一页会显示它的链接。
ask-shown = 谁可以看到？
ask-shown-help = 以后可以更改。
ask-shown-helpers = 只有在这里帮忙的邻居
ask-shown-network = 本网络的所有成员
ask-shown-public = 所有人
ask-trap = 请不要填写
ask-button = 发出求助
ask-kept = 您写的内容会加密保存。事情办完时、您要求时，或者在您最后一次来访或留言 { $days } 天后，全部删除。
ask-again = 请再按一次按钮。您写的内容都还在。
ask-too-often = 刚才从您所在的地方发来了很多求助。请等几分钟再按按钮。您写的内容都还在。
ask-words-wrong = 请在这里写几句话，最多 { $most } 个字。
ask-place-wrong = 请用更少的字说明地点。
ask-reach-wrong = 这还不是电话号码或电子邮箱。请再看一下，或者留空。
ask-closed-title = 请换一种方式求助
ask-full = 现在有很多邻居在这里等待答复，您会等得太久。
ask-nobody = 目前这里没有人查看这样的求助。
ask-elsewhere = 请写信或打电话给我们，或者请一位成员邻居替您求助。附近的网络也许也能帮上忙。
ask-elsewhere-neighbor = 请让一位成员邻居替您求助。附近的网络也许也能帮上忙。别人给出的东西在公告板上。
ask-you-wrote = 您写的是：{ $words }

## The private page of who asks

asked-title = 您的求助
asked-said-asked = 帮忙的邻居现在可以看到了。请保存这个页面的链接：这是回来的唯一方式。
asked-said-written = 您的留言已放在这里，等帮您的人来看。
asked-said-shown = 已经更改，现在开始生效。
asked-link = 这个页面的链接
asked-link-help = 请抄下来、拍张照，或者存在浏览器里。有这个链接的人都能看到这个页面。
asked-waits = 正在等一位邻居来帮忙
asked-helped = { $name } 在帮您
asked-next-page = 一位邻居会看到，并在这个页面上给您留言。请过一两天再来看看。
asked-next-reach = 一位邻居会看到，然后给您打电话或写信。这个页面上也可能有留言。
asked-on-board = 已经在公告板上：
asked-time = 求助时间：{ $time }
asked-place = 地点：{ $place }
asked-reach = 您的联系方式：{ $reach }
asked-by-guest = 求助的人
asked-by-helper = 帮忙的人
asked-write-help = 只有帮忙的人能看到。它会和其余内容一起删除。
asked-shown-help = 如果改为更少的人可以看到，它会立刻从公告板上撤下。
asked-shown-button = 更改谁可以看到
asked-end = 我不再需要了
asked-end-help = 全部会立刻删除。没有人会问为什么。
asked-end-button = 现在全部删除
asked-ended-title = 已经删除
asked-ended = 这里写过的内容都没有了。想帮忙的人会知道已经不需要了。
asked-ended-again = 您随时可以再次求助。
asked-lost-title = 这个链接找不到内容
asked-lost = 也许网址少了一个字母。或者事情已经结束：办完的会立刻删除，{ $days } 天没有人看的也会删除。
asked-lost-what-to-do = 请一个字母一个字母地再看一遍网址。如果还需要什么，请在首页再次求助。

## For those who help

asks-title = 没有账号的邻居的求助
asks-lead = 只有在这里帮忙的人能看到这个页面。您接下一个求助后，就只有您能看到它。
asks-waiting = 正在等人帮忙
asks-waiting-none = 现在没有人在等。
asks-mine = 您正在帮忙的
asks-said-let-go = 它现在等另一位邻居帮忙。没有人会问为什么。
asks-said-done = 已经办完，内容全部删除。谢谢您。
asks-said-too-late = 另一位邻居已经在帮忙了。
help-title = 一位邻居求助
help-language = 对方页面的语言：{ $language }
help-contact-later = 联系方式只给帮忙的人看。
help-no-contact = 对方会回到自己的页面。请在那里留言。
help-take = 我来帮忙
help-take-help = 之后只有您能看到这些。求助的人会看到您的名字，你们可以互相留言。
help-write-help = 对方回到自己的页面时会看到。只有你们两人能看到。
help-said-taken = 谢谢您。现在只有您能看到这些。
help-said-written = 您的留言已在对方的页面上。
help-said-on-board = 已经在公告板上。答复会发给您。
help-board = 放到公告板上
help-board-help = 请再看一遍文字：去掉姓名、街道和号码。公告板上只写“由一位邻居协助发布”。
help-board-for-helpers = 求助的人只想让帮忙的人看到。如果公告板会有用，请对方在自己的页面上说明。
help-board-for-network = 求助的人说，本网络的所有成员都可以看到。
help-board-for-public = 求助的人说，所有人都可以看到。
help-done = 已经办完
help-done-help = 办完之后，全部内容会立刻删除，求助人的页面上也一样。
help-let-go = 我还是帮不了
help-let-go-help = 如果帮不了，它会等另一位邻居。公告板上的内容会撤下，您写的留言会删除。
help-promised = 公告板上的一部分已经有人答应。请先收回约定或记下已经交接，然后再来这里。

## What the network tells those who help, and what is written down of who asked

guest-told-asked = 一位没有账号的邻居求助。有空的人可以看看：{ $link }
guest-told-wrote = 您帮助的那位没有账号的邻居给您留言了：{ $link }
guest-told-ended = 您帮助的一位没有账号的邻居已经不需要了。内容全部删除。谢谢您。
guest-label = 在本网站上求助
guest-consent = 本人在本网站上求助，并说明谁可以看到
guest-may-share-network = 所需要的，给本网络的成员看
guest-may-share-public = 所需要的，给所有人看
