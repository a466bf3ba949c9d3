// What a trace says in one sentence: calls, span, how many at once, cold share, failures, effective parallelism. Every
// figure is one that traceTable() lists.
#pragma once

#include "sim/report/answer.h"
#include "sim/trace/trace_statistics.h"

namespace coldframe {

// `span`: first stamp → last, on the client's clock. What the source never recorded is left out of the sentence.
Answer traceAnswer(const TraceStatistics& statistics);

} // namespace coldframe
