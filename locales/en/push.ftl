# The source. Every other language follows this file.
# What a telephone shows when something happens. $name is others' words. A line for each kind of notification.

push-mention = { $name } mentions you
push-favourite = { $name } likes your post
push-reblog = { $name } tells on your post
push-follow = { $name } follows you
push-follow-request = { $name } asks to follow you
push-status = { $name } posted
push-update = { $name } changed a post
push-poll = A poll of { $name } has ended
