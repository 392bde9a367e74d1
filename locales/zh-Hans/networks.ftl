# Machine-translated, not yet read by a person.
# The page of networks near us, for members. $what is a row of things, $networks and $languages a row of names.

networks-title = 附近的网络
networks-lead = 与我们合作的网络，或希望合作的网络。每一个都由像我们一样的邻居维护。
networks-one = 网络
networks-list = 它们是谁
networks-none = 我们还不认识别的网络。等照管网络的人与某个网络开始合作，它就会出现在这里。

networks-state-gone = 它的服务器已经不在了。如果它来联系，我们会回应。
networks-state-they-ask = 它希望与我们合作，正在等照管网络的人答复。
networks-state-not-reached = 它的服务器现在没有回应。我们会继续尝试。
networks-state-we-ask = 我们向它提出了请求，它还没有答复。
networks-state-mutual = 我们互相听得到。
networks-state-hears-us = 它听得到我们。我们没有关注它。
networks-state-we-hear = 我们听得到它。它没有关注我们。
networks-state-ended = 双方都不再关注对方。

networks-heard = 它上次回应或联系的时间：{ $time }
networks-near = 距离不到一公里
networks-speaks = 语言：{ $languages }
networks-we-give = 我们给它：{ $what }
networks-we-take = 我们从它那里接收：{ $what }
networks-nothing = 没有
networks-topic-offers = 提供
networks-topic-needs = 需要
networks-topic-announcements = 公告
networks-topic-events = 活动
networks-topic-crisis = 紧急的事

networks-came-in = 传到我们这里的
networks-came-in-none = 现在没有来自其他网络的开放内容。
networks-passed-by = 由{ $networks }转给我们
networks-to-board = 在公告板上查看全部
networks-passed-on = 我们转出去的
networks-passed-on-help = 发布者允许我们转出的内容会传给与我们合作的网络。事情结束后就会收回。
networks-passed-on-none = 我们现在没有转出任何内容。

## Its map, and that on which operators say where the network is

map-name-networks = 显示各网络及其分享内容的地图
map-help-networks = 地图显示的内容与列表相同，而且只显示大概位置。
map-name-area = 用来选择您的网络在哪里的地图
map-help-area = 在地图上触碰您街区的中心。或者用方向键移动地图，再选择它的中心。范围有多大，请写在上面的栏里。
map-help-world = 地图一开始显示整个世界，您选一个地方，它就放大。可以再选，直到选对为止。用键盘时，+ 放大，- 缩小。
