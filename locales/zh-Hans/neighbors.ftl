# Machine-translated, not yet read by a person.

## Roughly where one lives

living-title = 您大概住在哪里
living-help = 这样，您的首页会显示您附近的内容。地点会立刻取到大约一公里，不保存更精确的位置。
living-seen = 本网络的成员能看到它，也只精确到这个程度。它不会传到其他网络。
living-near = 您附近的一个地点
living-keep = 保存这个地点
living-take-away = 去掉我的地点
living-gone = 已经去掉。这里不再保存您住在哪里。
living-none = 请写一个地点名，或者在地图上选一个。
living-unknown = 我们不知道叫“{ $place }”的地点。请看看地点列表，或者在地图上选一个。
living-ask = 说说您大概住在哪里，就能看到附近的内容

## What a neighbor shows to members

neighbor-shown = 本网络的成员能看到的
neighbor-resting = 正在休息
neighbor-languages = 语言：{ $languages }
neighbor-lives-beside = 住在离{ $place }大约 { $km } 公里的地方
neighbor-lives = 大概住在北纬 { $latitude } 度，东经 { $longitude } 度附近
neighbor-oneself = 邻居们看到的您就是这样。
neighbor-change = 修改您对自己的介绍

## From the page of a post that is for everyone, for members

posts-open-here = 回复它、表示喜欢或转告别人

## Whom one follows

following-title = 我的关注名单
following-none = 您还没有关注任何人。您可以在邻居的页面上开始关注。
following-unfollow = 不再关注 { $who }
