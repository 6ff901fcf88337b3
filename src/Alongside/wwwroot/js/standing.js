// How a conversation stands: nothing but what its log says, read from the first moment to the last. The same as
// Conversations/Standing.cs; a test compares the two over any order of moments.

const atFirst = { state: "waiting", personSignal: 0, specialistSignal: 0, want: null, reflections: [], quiet: null, handover: 0 };

export const choiceOf = (moment) => moment[moment.kind] ?? null;

const signalled = (now, author, seq) => ({ ...now, [author + "Signal"]: seq });
// Whoever takes the turn lays their signal down, and quiet ends.
const spoken = (now, { author }) => ({ ...signalled(now, author, 0), quiet: null });
const answered = (reflection, answer) => reflection.answer ? reflection : { ...reflection, answer, stands: answer === "not-quite" ? "corrected" : null };
const followed = (reflection) => reflection.stands === "corrected" ? { ...reflection, stands: null } : reflection;

function quietAfter(now, moment) {
  if (now.quiet === "both") return "both";
  if (now.quiet === null) return moment.quiet === "offer" && now.state === "open" ? moment.author : null;
  return now.quiet === moment.author ? now.quiet : "both";
}

function after(now, moment) {
  if (now.state === "ended") return now;
  switch (moment.kind) {
    case "joined": return { ...now, state: "open", specialistSignal: 0, quiet: null, handover: 0 };
    case "parted": case "stepback": return { ...now, state: moment.stepback === "handed" ? now.state : "waiting", specialistSignal: 0, quiet: null, handover: 0 };
    case "ended": return { ...now, state: "ended", personSignal: 0, specialistSignal: 0, quiet: null, handover: 0 };
    case "signal": return signalled(now, moment.author, moment.seq);
    case "want": return moment.author === "person" ? { ...now, want: moment.want } : now;
    case "quiet": return { ...now, quiet: quietAfter(now, moment) };
    case "said": case "feeling": case "card": return spoken(now, moment);
    case "reflection": return { ...spoken(now, moment), reflections: [...now.reflections.map(followed), { seq: moment.seq, answer: null, stands: "unanswered" }] };
    case "answer": return { ...spoken(now, moment), reflections: now.reflections.map((one) => one.seq === moment.on ? answered(one, moment.answer) : one) };
    case "handover": return { ...spoken(now, moment), handover: now.state === "open" && moment.author === "specialist" ? moment.seq : now.handover };
    case "consent": return { ...spoken(now, moment), handover: (moment.on ?? 0) === now.handover ? 0 : now.handover };
    default: return now;
  }
}

/** @param moments in the order of the log */
export const standingOf = (moments) => moments.reduce(after, atFirst);
