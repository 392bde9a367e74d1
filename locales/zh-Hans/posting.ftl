# Machine-translated, not yet read by a person.

## The form: what folds out

new-language = 所用的语言
new-split = 每份多少
new-split-help = 例如一次给两个就写 2。多少都可以的话，请留空。
new-takes-more = 不计数量，可以来不止一位邻居
new-food = 食物
new-diet = 是，或者应该是
new-contains = 如果是您给的：里面有
new-traces = 如果是您给的：里面可能有微量
new-free-of = 如果是您需要的：里面不能有
new-none-in-it = 据我所知，里面没有这些
new-kept = 怎么保存？
new-best-before = 最好在此日期之前吃
new-when = 什么时候
new-urgency = 多急？
new-day = 这一天
new-ends = 在公告板上的最后一天
new-ends-help = 通常放 { $usual } 天，最多 { $most } 天。
new-how = 怎么交接
new-ways = 哪些方式适合您？
new-access = 来的人应该知道的
new-access-help = 例如：没有台阶，我们会说西班牙语。能看到这条的人都会读到。
new-pass-along = 其他网络可以转给它们认识的网络吗？
new-pass-along-no = 不可以
new-pass-along-yes = 可以
new-other-language = 再用一种语言说一遍
new-other-which = 哪种语言？
new-other-title = 用那种语言说是什么
new-other-body = 用那种语言再多说一些
new-look = 先看看是什么样子

## How it will look

look-title = 会是这个样子
look-lead = 还没有放到公告板上。您可以在下面修改。
look-who = 谁会看到
look-change = 修改
look-peers = 这些网络会读到：{ $networks }。
look-more-peers = 另外 { $count } 个
look-no-peers = 今天没有其他网络从我们这里收到这条。以后和我们合作的网络也会读到。
look-name = 上面有您的名字：{ $name }。
look-no-name = 上面没有您的名字。写的是：来自一位邻居，通过 { $network }。
look-connectors = 您的名字只告诉在这里牵线的联络人。
look-words-tell = 您写的内容仍可能让人认出您。请再读一遍。
look-promise-network = 它只在这台服务器上。您收回时，它马上从公告板上消失。
look-promise-peers = 它也保存在他们的服务器上。您收回时，我们请他们删掉。我们不能保证每一个都会删，也不能保证那里没有人告诉别人。
look-promise-public = 任何人都可以读它、复制它，在其他服务器上也一样。您收回时，我们请每一台有它的服务器删掉。我们不能保证每一台都会删。
look-pass-no = 其他网络不会转发。
look-pass-yes = 其他网络可以转发，最多经过两个网络。

## Pictures

pictures-title = 这条的图片
pictures-lead = 能看到这条的人也能看到图片。每张图片都会在这里重新制作，里面隐藏的信息（例如拍摄地点）不会带上。请不要拍到人脸和门牌号。
pictures-file = 一张图片
pictures-description = 图里有什么？
pictures-description-help = 用文字写给看不到图的邻居。例如：一张白色婴儿床，上面有蓝毯子
pictures-button = 加上这张图片
pictures-words = 第 { $number } 张图片里有什么
pictures-words-button = 保留这些文字
pictures-away = 去掉第 { $number } 张图片
pictures-full = 已有 { $most } 张图片，放不下更多了。
pictures-kept = 图片就是现在看到的样子。

## What somebody began, and keeps for later

begun-keep = 留着以后再写
begun-keep-help = 留着以后再写的内容，{ $days } 天内都可以在这里找到，用任何设备都行。别人看不到。
begun-heading = 您留着以后再写的
begun-lead = 别人看不到这些。每一条在您保存 { $days } 天后自动删除，图片在一天后删除。
begun-since = 您在 { $when } 保存了这条。
begun-no-title = 还没有名称
begun-go-on = 接着写
begun-away = 扔掉
begun-new = 写一条新的
begun-said-kept = 已经为您保存。想接着写的时候，可以在这里找到。
begun-said-away = 已经扔掉了。
begun-pictures-gone = 它的图片已经不在了。请再选一次。您为图片写的文字还在。
begun-amount-again = 您在另一种语言的页面上写了“{ $amount }”。请再写一次数字。
begun-gone-title = 这条已经没有保存了
begun-gone = 也许您后来发布了它、扔掉了它，或者重新保存了它。过一段时间它也会自动删除。
begun-gone-way = 去看您留着以后再写的
