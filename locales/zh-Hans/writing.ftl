# Machine-translated, not yet read by a person.

## What a post asks

polls-choose-one = 请选一个
polls-choose-several = 请选一个或多个
polls-button = 投票
polls-mine = 您选了这个
polls-votes =
    { $count ->
       *[other] { $count } 票
    }
polls-voters =
    { $count ->
       *[other] { $count } 人投了票。
    }
polls-hidden = 每一项有多少人选，结束后才显示。
polls-until = 开放至{ $time }
polls-left-minutes =
    { $count ->
       *[other] 还剩 { $count } 分钟
    }
polls-left-hours =
    { $count ->
       *[other] 还剩 { $count } 小时
    }
polls-left-days =
    { $count ->
       *[other] 还剩 { $count } 天
    }
polls-no-end = 没有结束时间。
polls-ended = 已经结束。
polls-own = 这是您问的，所以您不投票。
polls-voted = 您已经投过票。
polls-over = 这个投票已经结束，不能再投了。结果就在这里。
polls-voted-before = 您已经投过票了。每人投一次。
polls-own-poll = 这是您自己问的，所以您不能投票。
polls-choose-first = 请先选一项。
polls-choose-only-one = 请只选一项。
polls-changed = 可以选的内容刚才有改动。请再读一遍，然后选择。
posts-said-voted = 您的票已经投出。这里没有人能看到您选了什么。

## What hangs on a post

posts-transcript = （文字在下面）
posts-changed = 修改于{ $time }

## Writing with pictures

write-title = 写点带图片的内容
write-answer-title = 回复并附上图片
write-words-help = 有图片时可以不写字。
write-slot = 第 { $number } 张图片
write-pictures = 图片
write-leave-out = 不放这张图片
write-fold = 折叠起来：想看的人自己打开
write-warning = 先读到的话
write-warning-help = 如果有些内容不是每个人都想读，请在这里说明是关于什么的。想读的人自己打开。多数时候这里留空。

## Asking a question with choices

question-heading = 提一个可以选择答案的问题
question-help = 请把问题写在您的话里，把可以选的写在这里：{ $least } 到 { $most } 项。每人投一次票，这里没有人能看到谁选了什么。
question-choice = 选项 { $number }
question-more = 写更多选项
question-several = 可以选多项
question-open-for = 投票开放多久？
question-hours =
    { $count ->
       *[other] { $count } 小时
    }
question-days =
    { $count ->
       *[other] { $count } 天
    }
question-hidden = 结束后才显示每一项有多少人选
question-options = 一个问题有 { $least } 到 { $most } 个选项。请写在这里，或者把这一部分全部留空。
question-same = 这个选项写了两次。请写别的，或者去掉它。
question-time = 请选择投票开放多久。
question-or-pictures = 一次只能发图片或者可以选择答案的问题，不能两样都有。请去掉其中一样。
question-not-here = 需要、提供以及对它们的回应不能带可以选择答案的问题。请去掉选项，或者去掉标签。

## Changing what one wrote

posts-edit = 修改内容
posts-said-changed = 现在是这样写的。收到过它的人都会知道。
reword-title = 修改您写的内容
reword-lead = 能读的人会看到您什么时候改过。谁可以读，不会改变。
reword-back = 不改了，返回
reword-poll = 您在这里问的问题和大家的票都不会变。
reword-transcript = 里面说了什么？
reword-button = 改成这样
reword-listing = 这是一项需要或提供。请在它自己的页面上修改。
reword-listing-way = 去它的页面
