# Machine-translated, not yet read by a person.

## Changing it

edit-title = 修改这条
edit-lead = 您一保存，能看到这条的人就会读到新的内容。您可以先看看会是什么样子。
edit-button = 保存修改
edit-look-lead = 还没有任何改动。您可以在下面继续写。
edit-now = 现在的内容
edit-yours = 您写的内容
again-need = 再求助一次
again-offer = 再提供一次
again-pictures = 它的图片不会一起带过来。如果需要，请再选一次。
edit-kind-stays = 已经有邻居答复了，所以它仍然是原来的那一种。
edit-easy = 用简单的话再说一遍
edit-for-neighbor = 这是您替一位邻居发布的，上面没有任何人的名字。
edit-stays = 这些保持原样：
edit-stays-time = 时间 { $when }
edit-stays-languages = { $languages }的文字，可以在它的页面上修改。
edit-stays-place = 地图上的大致地点，除非您另选一个
edit-told-answered = 已经答复的邻居也会读到新的内容。你们说好的事情不变。
edit-told-elsewhere = 有这条的其他网络会得知这次修改。我们不能保证每一个都显示新的内容，也不能保证那里没有人留着旧的。
edit-told-renamed = 它会有一个新的地址，我们请有它的网络删掉他们那里的。我们不能保证每一个都会删。您发给别人的链接就打不开了。
answer-said-changed = 现在的内容就是您在这里看到的。
answer-said-changed-anew = 现在的内容就是您在这里看到的，地址也换了新的。您发给别人的链接已经打不开了。

## Taking it off the board, and deleting it

listing-then-pause = 在您重新开放之前，没有人能答复。你们说好的事情不变。
listing-then-resume = 邻居们又可以像以前一样答复了。
listing-then-withdraw = 它马上从公告板上撤下，不能再重新开放。每个等答复的人都会收到一句暖心的话。你们说好的事情不变。您还可以在“我的”里找到它一段时间。
listing-delete = 彻底删除这条
listing-delete-then = 它的内容会马上在这里删掉，连同图片和答复者写的话。谁也无法恢复。
listing-delete-others = 每个等答复的人都会收到一句暖心的话。只要还有一部分答应给了人，就不能删除：请先收回承诺，或者先交给对方。
listing-delete-elsewhere = 我们也请有它的网络删掉它。我们不能保证每一个都会删。
listing-delete-button = 现在删除
mine-said-deleted = 已经删除。这里再也没有人能找到它。
