# Machine-translated, not yet read by a person.

## It has arrived

response-received-offer = 谢谢。您想要的{ $amount }，已经告诉提供的邻居了。有消息会在这里告诉您。
response-received-need = 谢谢。我们已经告诉提出需要的邻居，您可以带来{ $amount }。有消息会在这里告诉您。
response-received-offer-uncounted = 谢谢。您的请求已经告诉提供的邻居了。有消息会在这里告诉您。
response-received-need-uncounted = 谢谢。我们已经告诉提出需要的邻居，您可以帮忙。有消息会在这里告诉您。

## Yes

response-accepted-whole-offer = 好的，很乐意：{ $amount }留给您。
response-accepted-whole-need = 好的，谢谢您：{ $amount }会帮上大忙。
response-accepted-part-offer = 好的：{ $amount }留给您。其余的{ $rest }之前已经答应给别人了。谢谢您开口，欢迎下次再来。
response-accepted-part-need = 好的，谢谢您：{ $amount }会帮上大忙。其余的{ $rest }已经有别的邻居带来了。谢谢您愿意提供这么多。
response-accepted-offer-uncounted = 好的，很乐意：这是留给您的。
response-accepted-need-uncounted = 好的，谢谢您：这会帮上大忙。
response-where-and-how = 地点和方式：{ $link }（这个链接在{ $until }之前有效）。

## Not this time

response-declined-offer = 这次不行。您开口是对的，没有人会因此对您有看法。欢迎下次再来。
response-declined-need = 这次不用了。谢谢您愿意帮忙，您的心意让人温暖。欢迎下次再来。
response-all-promised-offer = 您开口的时候，已经全部答应给别人了。谢谢您开口，欢迎下次再来。
response-all-promised-need = 别的邻居已经答应了所需要的全部。谢谢您愿意帮忙，欢迎下次再来。

## Closing words

response-closed-met-offer = 这些现在都已经到邻居们手里了。谢谢您开口，欢迎下次再来。
response-closed-met-need = 这个需要已经满足了。谢谢您愿意帮忙，知道有您在，真好。
response-closed-withdrawn = 发布的邻居撤回了这条帖子，所以您的回应也随之结束。谢谢您的回应。
response-closed-expired = 这条帖子的时间已经过了，所以您的回应也随之结束。谢谢您的回应，也许很快会有新的。
response-not-open = 这条帖子不再接受回应。谢谢您的回应。

## A promise is taken back

response-taken-back-offer = 很抱歉：之前答应给您的{ $amount }最终给不了了。这与您无关。欢迎再开口，我们会另想办法。
response-taken-back-need = 计划有变：您原本要带来的{ $amount }现在不需要了。真心谢谢您。
response-taken-back-offer-uncounted = 很抱歉：之前答应给您的，最终给不了了。这与您无关。欢迎再开口，我们会另想办法。
response-taken-back-need-uncounted = 计划有变：您原本要带来的，现在不需要了。真心谢谢您。

## It is done

handover-confirmed = 已确认交接：{ $amount }
handover-confirmed-uncounted = 已确认交接

## To someone who replied in public

response-how = 谢谢您的留言。为了只让相关的人看到，请用私信回复，并说明数量和您方便的时间。更多信息：{ $link }

## The network is slow, or rests and takes nothing new from elsewhere

response-paused = 谢谢您的留言。我们目前在休息，暂时不能接外面的事情。附近的网络也许能帮上忙。
response-slow = 我们目前比平时慢一些，请给我们一点时间。
# To a member who posts meanwhile.
posted-while-slow = 已经发布。我们目前比平时慢一些，回应可能要多等一会儿。
posted-while-paused = 已经发布，邻居们都能看到。网络目前在休息，可能要过一阵子才有人回应。
