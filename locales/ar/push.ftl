# Machine-translated, not yet read by a person.

push-mention = ذَكَرك { $name }
push-favourite = أُعجب { $name } بمنشورك
push-reblog = أعاد { $name } نشر منشورك
push-follow = يتابعك { $name }
push-follow-request = يطلب { $name } متابعتك
push-status = نشر { $name } شيئًا
push-update = عدّل { $name } منشورًا
push-poll = انتهى استطلاع { $name }
