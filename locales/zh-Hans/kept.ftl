# Machine-translated, not yet read by a person.

## 写的时候登录已经结束

signed-out-title = 您已退出登录
signed-out-lead = 什么都没有发送，因为您已不在登录状态。您写的内容没有丢失，就在下面。
signed-out-sign-in = 登录（会在这个页面旁边打开，这个页面不会关闭）。
signed-out-paste = 回到这个页面，复制您写的内容，再粘贴到登录后看到的页面里。

## 出了问题

kept-below = 您写的内容没有丢失，就在下面，可以从那里复制。
kept-again = 您写的内容没有丢失，都保留在这个页面上。请稍等一下，然后按下面的按钮。

## 已经删掉

posts-gone-title = 这条已经不在了
posts-gone = 这里已经没有什么可删的了。如果您刚刚删掉了它，那就够了。
mine-gone-moved = 如果您后来让更少的人看到它，它就有了新地址：您可以在“我的”里找到它。

## 选了另一种语言

language-kept-title = 您现在用另一种语言阅读
language-kept-lead = 什么都没有发送。您写的内容没有丢失，就在下面。
language-kept-way = 前往那个页面（会在这个页面旁边打开，这个页面不会关闭）。
language-kept-paste = 回到这个页面，复制您写的内容，再粘贴到那里。
