"use client";

import { useState } from "react";

// The editor's HTML; cut after some elements until the reader opens it: the rest is in the flight data.
export default function Prose({ html, shown }) {
  const [open, setOpen] = useState(!shown);
  const printed = open ? html : html.split("\n").slice(0, shown).join("\n");
  return (
    <div className="mt-8">
      <div className="prose prose-lg max-w-none leading-loose" dangerouslySetInnerHTML={{ __html: printed }} />
      {printed !== html && (
        <button className="mt-4 w-full rounded-lg border py-3" onClick={() => setOpen(true)}>إقرأ المزيد</button>
      )}
    </div>
  );
}
