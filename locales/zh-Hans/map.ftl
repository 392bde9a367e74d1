# Machine-translated, not yet read by a person.

## The map

map-show = 显示地图
map-hide = 收起地图
map-near = 在地图上选一个地方
map-name-board = 这份清单里需要和提供的地图
map-name = 用来选大概地点的地图
map-help-board = 地图和清单显示的一样，而且只显示大概在哪里。想看某个地方附近，就点一下那里；也可以用方向键移动地图，然后选地图的中心。
map-help = 在地图上点一下大概的地方；也可以用方向键移动地图，然后选地图的中心。您也可以不用地图，只用文字。
map-help-outlines = 这张地图上没有街道，只有从远处看的各国轮廓：没有别人知道您在看。
map-by = 地图：{ $who }
map-closer = 放大
map-farther = 缩小
map-middle = 选地图的中心
map-chosen = 地方选好了。它只精确到大约一公里。
map-touched = 我在地图上选的地方附近
map-go = 显示那里附近有什么
map-failed = 地图没有打开。没有地图也可以继续。
map-point-wrong = 我们读不出地图上的地方。请再选一次，或者不选。
map-spot-beside = 地图上的地点：离{ $place }大约 { $km } 公里
map-spot = 地图上的地点：大约北纬 { $latitude } 度，东经 { $longitude } 度

## News of the board

live-new =
    { $count ->
       *[other] 有 { $count } 条新的。显示出来
    }

## A draft on this device

draft-kept = 您在这里写的只保存在这台设备上，直到您发出去。
draft-forget = 删掉这份草稿
draft-forgotten = 已经删掉了。
