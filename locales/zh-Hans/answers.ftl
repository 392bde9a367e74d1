# Machine-translated, not yet read by a person.

## Answers

answers-heading = 回复
answers-yours = 您的回复
answers-none = 还没有人回复。回复会出现在这里。
answer-by-you = 您
answer-by-network = 一位邻居，通过 { $network }
answer-state-offered = 等待答复
answer-state-with-connectors = 在联络人那里
answer-state-accepted = 已约定
answer-state-declined = 这次不行
answer-state-withdrawn = 已收回
answer-state-lapsed = 已结束
answer-yes = 好的，谢谢
answer-no = 这次不行
answer-take-back = 收回
answer-how-much = 多少
answer-lead-need = 您能帮忙吗？您的话只给提出需要的邻居看。
answer-lead-offer = 您用得上吗？您的话只给提供的邻居看。
answer-left-need = 还需要：{ $amount }
answer-left-offer = 还剩：{ $amount }
answer-message = 几句话
answer-message-help = 比如您什么时候方便。可以留空。
answer-button-need = 我能帮忙
answer-button-offer = 我用得上
answer-said-answered = 您的邻居已收到您的回复。答复会出现在这里。
answer-said-with-connectors = 您的回复在联络人那里，他们会带给您的邻居。您会在这里看到结果。
answer-said-agreed = 约定好了。现在告诉对方时间和地点：点下面的链接。
answer-said-declined = 对方会收到一句友好的“这次不行”，没有理由。
answer-said-taken-back = 已收回。没有人问为什么。
answer-said-posted = 已经在公告板上了。回复会出现在这里。

## Asking and offering

new-title = 提出需要或提供
new-lead = 写两项就够了。没有人会问为什么。
new-kind = 您需要什么，还是有东西可以给？
new-kind-need = 我需要
new-kind-offer = 我有东西可以给
new-what = 用几句话说，是什么？
new-what-help = 例如：星期五搭车去诊所
new-more = 愿意的话，多说一些
new-words = 更多的话
new-amount = 数量
new-unit = 什么单位
new-unit-help = 例如：罐、碗
new-place = 大概在哪里
new-place-help = 例如：图书馆附近。请不要写您的准确地址。
new-audience = 谁可以看到？
new-audience-usual = 照常：需要只给本网络的成员看，提供也给附近网络的成员看
new-hidden = 不显示我的名字
new-promise = 您随时可以收回。准确的地点只告诉来的邻居。
new-button = 放到公告板上
