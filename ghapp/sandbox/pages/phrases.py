"""What the pages call what the API has short names for: events, reviews and reactions."""

PHRASES = {
    "labeled": "added the label",
    "unlabeled": "removed the label",
    "closed": "closed this",
    "reopened": "reopened this",
    "merged": "merged commit",
    "renamed": "changed the title to",
    "head_ref_force_pushed": "force-pushed the branch",
    "base_ref_changed": "changed the base branch",
}

VERDICTS = {
    "APPROVED": "approved these changes",
    "CHANGES_REQUESTED": "requested changes",
    "DISMISSED": "reviewed, and the review was dismissed",
}

EMOJI = {
    "+1": "👍",
    "-1": "👎",
    "laugh": "😄",
    "confused": "😕",
    "heart": "❤️",
    "hooray": "🎉",
    "eyes": "👀",
    "rocket": "🚀",
}
