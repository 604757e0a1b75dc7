"""The newsletter as its editors know it: drafts, sections, links and weeks."""
