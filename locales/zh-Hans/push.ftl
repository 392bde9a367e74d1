# Machine-translated, not yet read by a person.

push-mention = { $name } 提到了您
push-favourite = { $name } 喜欢您的帖子
push-reblog = { $name } 转发了您的帖子
push-follow = { $name } 关注了您
push-follow-request = { $name } 请求关注您
push-status = { $name } 发了帖子
push-update = { $name } 修改了帖子
push-poll = { $name } 的投票已结束
