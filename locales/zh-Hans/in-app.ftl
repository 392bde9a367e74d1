# Machine-translated, not yet read by a person.

in-app-understood-need = 这条现在作为需求出现在公告板上：{ $title }
in-app-understood-offer = 这条现在作为提供出现在公告板上：{ $title }
in-app-category = 类别：{ $category }
in-app-amount = 数量：{ $amount }
in-app-until = 截止：{ $until }
in-app-for-network-need = 只有本网络的成员能看到。只有您在它的页面上同意，它才会传得更远。
in-app-for-network = 只有本网络的成员能看到。
in-app-for-everyone = 所有人都能看到。
in-app-picture = 有一张图片还没有文字说明。请在您的应用里说说图上是什么，好让看不见的邻居也知道。
in-app-complete = 在这里补充或修改：{ $link } – 如果这不是您的本意，请删除这条帖子。

## Somebody answers

in-app-a-neighbor = 一位邻居
in-app-answer-need = { $who }可以帮忙满足您的需求：{ $title }
in-app-answer-offer = { $who }想要您提供的：{ $title }
in-app-words = 对方写道：{ $words }
in-app-words-across = 一位邻居通过 { $network } 写来，关于“{ $title }”：{ $words }
in-app-say-yes = 请回复“好”或“不”，或在这里决定：{ $link }
in-app-say-how-much = 请回复“好”和数量（“好 2”），或回复“不”，或在这里决定：{ $link }
in-app-agreed = 说定了。请在这里说明地点和时间：{ $link }
in-app-declined = 对方会收到一句友善的“这次不行”，不说原因。
in-app-yes-or-no = 请回复“好”或“不”，或在这里决定：{ $link }
in-app-not-possible = 现在不行了：也许已经答应了别人或已经结束，也许剩下的不够。请看这里：{ $link }
