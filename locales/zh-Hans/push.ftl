# Machine-translated, not yet read by a person.

push-mention = { $name } 提到了你
push-favourite = { $name } 喜欢你的帖子
push-reblog = { $name } 转发了你的帖子
push-follow = { $name } 关注了你
push-follow-request = { $name } 请求关注你
push-status = { $name } 发了帖子
push-update = { $name } 修改了帖子
push-poll = { $name } 的投票已结束
