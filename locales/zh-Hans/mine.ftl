# Machine-translated, not yet read by a person.

## Home

mine-home = 我的首页
mine-title = 我的
mine-hello = 很高兴见到您，{ $name }
mine-resting = 您正在休息。您的网络不会向您求助。您随时可以请别人帮忙。
mine-waiting = 等您答复
mine-waiting-none = 现在没有什么在等您。
mine-further-waiting = 更多等您答复的
mine-waits-need = { $who }可以帮忙。
mine-waits-offer = { $who } 用得上。
mine-under-way = 已说好，还没完成
mine-no-time = 还没说好时间
mine-further-under-way = 更多已说好的
mine-when = 时间：{ $when }
mine-news = 您的网络说
mine-news-none = 没有新消息。
mine-near = 在您附近
mine-newest = 公告板上的新内容
mine-near-none = 现在附近没有开放的内容。每天都会有新的。

## Mine

mine-lead = 只有您能看到这一页。这里没有人计算谁给了、谁拿了。
mine-posted = 我请求的和提供的
mine-posted-none = 还没有。请求或提供只要一分钟。
mine-answered = 我答复过的
mine-answered-none = 还没有。在公告板上可以看到开放的内容。
mine-older-answers = 看更早的答复
mine-over = 已经结束的
mine-over-goes = 包括您发布的和您答复的。结束 { $days } 天后删除，不会有人因此受责怪。
mine-words-gone = 内容已删除

## Listing

listing-step-pause = 暂时不接受答复
listing-step-resume = 重新接受答复
listing-step-withdraw = 从公告板撤下
answer-said-paused = 暂时没有人能答复。您随时可以重新开放。
answer-said-resumed = 又可以答复了。
answer-said-withdrawn = 已从公告板撤下。每个答复过的人都会收到一句暖心的话。
answer-open = 互相写信，说好时间和地点

## Between

between-title = 您和 { $who }
between-asked-need = 可以带来：{ $amount }
between-asked-offer = 想要：{ $amount }
between-agreed = 说好的：{ $amount }
between-talk = 你们互相写的话
between-write = 写几句话
between-write-help = 只有你们两人能看到。它会和答复一起删除。
between-write-help-across = 只有你们两人能看到。它从一个网络传到另一个网络，不带您的名字。
between-mute-network = 你们属于不同的网络，而对方的网络还不能收话，所以你们不能在这里互相写信。
between-mute-later = 你们属于不同的网络。等邻居答应了，或者写给您以后，你们就可以在这里互相写信。
between-mute-closed = 你们的两个网络之间暂时不传话，所以你们不能在这里互相写信。
between-mute-name = 你们当中有一位没有显示名字，所以你们不能在这里互相写信。
between-mute-connectors = 这个答复由联络人转达，所以您暂时不能在这里写给邻居。
between-mute-connectors-say = 邻居需要知道的，请告诉联络人。
between-mute-say = 说好以后，请在“时间、方式和地点”里写下邻居需要知道的。
between-mute-read = 说好以后，邻居会说明时间、方式和地点。您会在这里看到。
between-mute-there = 说好以后，点这一页上的按钮就能看到时间、方式和地点。
between-send = 发送
between-next = 接下来
between-next-decide = 请说“好”或“这次不了”。没有人会问您理由。
between-next-wait = 邻居会看您的答复，然后说“好”或“这次不了”。您会在这里看到。
between-next-connectors = 联络人会把您的答复带给邻居。您会在这里看到结果。
between-next-plan = 你们说好了。请说明时间和地点，好让邻居过来。
between-next-come = 你们说好了。邻居会说明时间和地点，您会在这里看到。
between-part = 全部或一部分。可以少一些。
between-handoff-planned = 已说好，还没完成
between-handoff-ready = 已准备好
between-handoff-on-the-way = 在路上
between-handoff-handed-over = 完成了
between-handoff-did-not-happen = 没有成
between-contact = 可以这样联系邻居（{ $kind }）：{ $value }
between-where = 看地点和方式
between-elsewhere = 这来自另一个网络。地点和方式在那边，点这个按钮就能看到，只给您看。完成后由那个网络记下。
between-erased = 您在这里写的地点会在结束两天后删除。
between-plan = 时间、方式和地点
between-day = 日期
between-from = 从
between-until = 到
between-address = 具体地点
between-address-help = 只有要来的邻居能看到。交接两天后会删除。
between-notes = 需要知道的
between-notes-help = 例如：三楼，没有电梯，按两次铃
between-plan-keep = 告诉邻居
between-when-wrong = 请写明日期，以及从几点到几点，例如 17:00。
between-until-wrong = 结束要在开始之后。请看一下两个时间。
between-how-far = 进展如何？
between-act-handed-over = 已经交接了
between-act-ready = 准备好了
between-act-on-the-way = 在路上了
between-act-again = 没有成；我们再试一次
between-act-let-go = 没有成；重新开放给别人
between-act-reopen = 其实没有交接
between-endings = 没有成
between-reopen = 其实没有交接？
between-reopen-until = 在{ $time }之前，你们两人都可以这样说。约定就又有效，地点也还保留着。
between-no-fault = 不管发生了什么，没有人会问为什么，也不会怪任何人。
between-cannot = 我来不了了
between-promise-back = 收回我的话
between-said-written = 您的话已经送到邻居那里。
between-said-sent = 您的话正在传往另一个网络。
between-said-agreed = 说好了。现在请说明时间和地点。
between-said-declined = 对方会收到一句温和的“这次不了”，没有理由。
between-said-taken-back = 已收回。没有人会问理由。
between-said-planned = 邻居现在可以在这里看到。
between-said-noted = 已为你们两人记下。
between-said-handed-over = 完成了。谢谢你们两位。
between-said-again = 约定还在。请说明新的时间和地点。
between-said-let-go = 又开放给别人了。
between-said-reopened = 约定又有效了。如果时间已经过了，请说一个新的。
between-told-reopened = 其实没有交接，所以约定又有效了。请看这里：{ $link }
