"""What if: a draft of a policy, or an exemption before it is granted.

`macros` are the rules of the models, to be asked of the published marts; `exemption` judges by them what an exemption would
change, and `exemption_words` tells it; `draft` tells what the models say of a draft; `commands` is `seller-sla what-if`.
"""
