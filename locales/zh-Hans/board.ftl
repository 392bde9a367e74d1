# Machine-translated, not yet read by a person.

## Every page

page-board = 需要与提供
page-ask = 求助
page-address = 本页：

## Soon

day-today = 今天 { $time }
day-tomorrow = 明天 { $time }

## The first page

home-board-button = 看看有什么
home-how-button = 我怎么提出需要？
home-newest-heading = 最新消息
home-how-heading = 如何提出需要，如何提供
home-step-1 = 用几句话说说您需要什么，或者您有什么。没有人会问为什么。
home-step-2 = 邻居们会看到。能帮忙的人只写给您一个人。
home-step-3 = 由您决定答应谁。然后你们两人商定时间和地点。
home-how-here = 在这里求助，不用账号
home-how-members = 成员登录后按“{ $button }”
home-how-apps = 我有 Mastodon 应用
home-how-app = 成员可以用手机上的任何 Mastodon 应用提出。在应用里登录 { $host }，写下您需要或拥有的东西，最后加上 #need 或 #offer。
home-join-heading = 如何加入
home-join = 您会得到一个让您进来的链接。您给自己选一个短名字，不必是任何证件上的名字，也没有人要求别的。
home-join-ask = 请问一位已经在这里的邻居。
home-join-write = 请问一位已经在这里的邻居，或者问我们：
home-kept-heading = 我们保存您的哪些信息

## Following and answering from another server

follow-title = 从您自己的服务器关注
follow-who = 关注{ $name }
follow-lead = 您在 Mastodon 或类似的服务器上有账号吗？在这里写下它的地址，我们告诉您怎么走。
follow-lead-answer = 您在 Mastodon 或类似的服务器上有账号吗？在这里写下它的地址，从那里回复。
follow-label = 您的账号地址
follow-help = 一个名字和一个服务器，例如 { $example }
follow-button = 关注
follow-button-answer = 从那里回复
follow-copy = 或者复制我们的地址，在您的应用里搜索
follow-copy-answer = 或者复制这个地址，在您的应用里搜索
follow-not-address = 这还不是完整的地址。地址里有名字、@ 和服务器，例如 { $example }。
follow-not-found = 我们找不到 { $address }。请看看每个字母是否正确，或者复制下面的地址。
follow-no-way = 您的服务器没有说明怎样从这里继续。请复制下面的地址，在那里搜索。
follow-go-title = 还有一步
follow-go = 接下来会打开您的服务器 { $server }，请您确认。
follow-go-button = 前往 { $server }

## The board

board-title = 需要与提供
board-filter-heading = 您在找什么？
board-kind = 需要还是提供
board-kind-all = 两者
board-kind-need = 需要
board-kind-offer = 提供
board-category = 什么
board-category-all = 全部
board-near = 靠近
board-near-help = 这里的一个地点名，例如 { $example }
board-near-none = 这里还没有记下地点。
board-near-unknown = 我们不知道叫“{ $place }”的地点。请看看地点列表，或者留空。下面是全部内容。
board-within = 多远
board-within-km = { $km } 公里以内
board-within-of = 离{ $place } { $km } 公里以内
board-within-map = 离地图上的地方 { $km } 公里以内
board-within-alone = 请也为它选一个地方。没有地方，远处的也会显示出来。
board-more = 更多选择
board-when = 什么时候
board-when-any = 哪天都行
board-when-today = 今天
board-when-days = 今后 { $days } 天内
board-food = 食物
board-food-help = 一个或几个词，例如：清真、纯素
board-way = 方式
board-way-any = 什么方式都行
board-language = 语言
board-language-any = 什么语言都行
board-button = 显示合适的
board-clear = 显示全部
board-none = 现在没有合适的。试试看远一点，或者去掉一项。每天都有新的。
board-none-yet = 最新的里面没有合适的。请看更早的。
board-further = 看更早的
board-newest = 回到最新的
board-feed = 用网络订阅（Atom）获取新内容
board-for-everyone = 这里是所有人都能看到的。成员登录后能看到更多。
board-for-members = 您已登录：您还能看到只给成员看的，以及附近网络分享的。
feed-title = { $network }：需要与提供

## A need or an offer in a list

card-amount-need = 还需要：{ $amount }中的 { $open }
card-amount-offer = 还剩：{ $amount }中的 { $open }
card-place-away = { $place }，距离约 { $km } 公里
card-away = 距离约 { $km } 公里
card-until = 截至 { $until }
card-from = 来自 { $network }
card-audience-network = 只给成员看
card-audience-peers = 给成员和附近的网络看

## The page of a need or an offer

listing-in-language = 这是用另一种语言写的：{ $language }。
listing-closed = 这里已不再接受回复。谢谢您的关注。
listing-respond-app = 从您的应用回复：在那里搜索本页的地址，然后回复。
listing-seen-by-network = 只有本网络的成员能看到。
listing-seen-by-peers = 本网络的成员，以及与我们合作的附近网络的成员能看到。
listing-seen-by-public = 所有人都能看到。
listing-there = 在它来自的网络打开
listing-back = 全部需要与提供

## Measures that everybody knows, beside a number

unit-kilogram = { $number } 公斤
unit-litre = { $number } 升
