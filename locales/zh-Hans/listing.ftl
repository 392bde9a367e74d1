# Machine-translated, not yet read by a person.

## Kind and title

kind-need = 需要
kind-offer = 提供
kind-need-word = 需要
kind-offer-word = 提供

listing-name-need = 需要：{ $title }
listing-name-offer = 提供：{ $title }
listing-name-need-amount = 需要：{ $title }，{ $amount }
listing-name-offer-amount = 提供：{ $title }，{ $amount }

title-met = 已满足，谢谢 – { $name }
title-paused = 已暂停 – { $name }
title-withdrawn = 已撤回 – { $name }
title-expired = 已结束 – { $name }

state-draft = 草稿
state-open = 开放中
state-paused = 已暂停
state-partly-met = 部分满足
state-met = 已满足
state-withdrawn = 已撤回
state-expired = 已结束

## Lines, one fact each

line-kind = 类型：{ $kind }
line-category = 内容：{ $category }
line-amount-need = 数量：{ $amount }，还需要：{ $open }
line-amount-offer = 数量：{ $amount }，还剩：{ $open }
line-diet = 饮食：{ $diet }
line-contains = 含有：{ $contains }
line-contains-and-may = 含有：{ $contains }；可能含有{ $may }
line-may-contain = 可能含有：{ $may }
line-contains-none = 发布的邻居说，不含常见过敏原
line-contains-unknown = 成分：不清楚，请先询问
line-free-of = 不能含有：{ $allergens }
line-when = 时间：{ $when }
line-by = 最迟：{ $until }
line-where-as-written = 地点：{ $place }，确认后告知具体地点
line-where-unnamed = 地点：在本社区，确认后告知具体地点
line-ways = 方式：{ $ways }
line-access = 通行：{ $access }
line-storage = 存放：{ $storage }
line-urgency = 多快需要：{ $urgency }
line-best-before = 最佳食用期限：{ $date }
line-made-on = 制作日期：{ $date }
line-with-help = 由一位邻居帮忙发布
place-approximate = { $place }附近（大致位置）

## Lists

list-separator = 、

## How to respond

respond-link = 详情和回应方式
respond-tail = ，或者用私信回复这条帖子。

## Food: what it meets or asks for

diet-vegetarian = 素食
diet-vegan = 纯素
diet-halal = 清真
diet-kosher = 犹太洁食
diet-gluten-free = 无麸质
diet-lactose-free = 无乳糖
diet-low-salt = 低盐
diet-diabetic-friendly = 适合糖尿病人
diet-soft = 软食，容易嚼
diet-baby = 适合婴儿

## Food: allergens

allergen-milk = 奶
allergen-egg = 蛋
allergen-peanut = 花生
allergen-tree-nut = 坚果
allergen-sesame = 芝麻
allergen-soy = 大豆
allergen-gluten = 小麦和其他含麸质谷物
allergen-fish = 鱼
allergen-crustacean = 虾蟹等甲壳类
allergen-mollusc = 贝类等软体动物
allergen-celery = 芹菜
allergen-mustard = 芥末
allergen-lupin = 羽扇豆
allergen-sulphite = 亚硫酸盐

## How it changes hands

way-pickup = 自取
way-delivery = 送到家
way-fridge-drop = 放在社区冰箱
way-meet = 在约好的地方见面
way-remote = 通过电话或网络

## How food is kept

storage-ambient = 常温
storage-chilled = 冷藏
storage-frozen = 冷冻
storage-hot = 热食，请马上吃

## How soon

urgency-today = 今天
urgency-few-days = 几天之内
urgency-this-week = 本周
urgency-whenever = 什么时候都可以

## Hashtags: the same in every language, see en

hashtag-mutual-aid = MutualAid
hashtag-food-need = FoodNeed
hashtag-food-offer = FoodOffer
