# Machine-translated, not yet read by a person.

## What neighbors write

posts-title = 邻居们写的
posts-followed = 我关注的人
posts-neighbors = 本网络里的
posts-none-followed = 这里还没有内容。您关注的人写的会出现在这里。
posts-none-neighbors = 这里还没有人写过给所有人看的内容。
posts-told-by = { $who } 转述了这条
posts-by = 来自 { $who }
posts-listing = 需要或提供
posts-recording = 一段录音
posts-picture = 没有文字说明的图片
posts-asks = 里面有投票。打开它就能投票。
posts-folded = 一开始收起。想看或想听，就打开它。
posts-filtered = 您的过滤器：{ $title }

## Writing

posts-write = 写点什么
posts-words = 您想说的
posts-words-help = 需要或提供有自己的表格，在“提出需要或提供”里：在那里别人才找得到。
posts-audience = 谁可以读？
posts-audience-public = 所有人
posts-audience-private = 只有关注我的人
posts-promise = 它也会到关注您的人的服务器上。您随时可以删掉；我们也请他们删掉，但不能保证每一台都会删。
posts-button = 让别人读到
posts-find = 找别处的人
posts-find-label = 对方的地址
posts-find-button = 查找
posts-find-none = 这个地址没有找到人。请检查每个字母。
posts-above = 它回复的内容
posts-below = 回复
posts-answer = 回复这条
posts-answer-help = 它不会比您回复的那条传得更远。
posts-answer-button = 发送回复
posts-act-like = 我喜欢
posts-act-unlike = 收回喜欢
posts-act-tell = 转述给关注我的人
posts-act-untell = 不再转述
posts-act-delete = 删掉这条
posts-said-written = 已经发出。能读的人都看得到。
posts-said-answered = 您的回复已经发出。
posts-said-told = 关注您的人现在能读到了。
posts-said-untold = 不再转述了。
posts-said-liked = 写的人会知道您喜欢。没有人计数。
posts-said-unliked = 已经收回。
posts-said-deleted = 这里已经删掉。每一台有它的服务器也被请求删掉。

## Whom one follows

people-link = { $name } 写的内容，以及关注
people-following = 您关注了这个账号。
people-asked = 您请求了关注。对方还没有答复。
people-unfollow = 不再关注
people-page-here = 这位邻居在这里开放的内容
people-page-there = 对方服务器上的页面
people-posts = 这个账号在这里的内容
people-none = 这里没有您能读的内容。
people-said-follow = 他们写的会出现在您关注的内容里；如果需要对方同意，则在同意之后。
people-said-unfollow = 您不再关注这个账号。

## What one heard of

heard-title = 我收到的消息
heard-mention = { $who } 给您写了话。
heard-favourite = { $who } 喜欢您写的。
heard-reblog = { $who } 转述了您写的。
heard-follow = { $who } 关注了您。
heard-follow-request = { $who } 请求关注您。
heard-status = { $who } 写了新内容。
heard-update = { $who } 改了您转述的内容。
heard-poll = { $who } 的投票有结果了。
heard-yes = 同意关注
heard-forget = 清空整个列表
heard-said-yes = 对方现在关注您了。
heard-said-no = 对方没有关注您。没有人问原因。
heard-said-forgotten = 列表已经清空。

## Around one post

posts-further-up = 这里只显示最近的几条。
posts-further-up-way = 阅读更早的内容
posts-further-down = 回复太多，这里放不下。打开一条回复，就能读到它下面的内容。
posts-further-down-way = 阅读更多回复
posts-read-by-public = 所有人都可以读。
posts-read-by-unlisted = 所有人都可以读，但不会出现在公开列表里。
posts-read-by-private = 只有关注作者的人和文中提到的人可以读。
posts-read-by-direct = 只有作者和文中提到的人可以读。
posts-read-by-held = 目前只有作者可以读。
