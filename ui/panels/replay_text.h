// What a replay says about what one points at, in sentences: nothing important stands only in a tooltip.
#pragma once

#include "sim/result/span_pyramid.h"
#include "ui/panels/replay_run.h"

#include <QString>

namespace coldframe::ui {

QString laneText(const LaneOptions& options); // "calls by duration", "environments"
// "call 4,711 · environment 12 · cold" and "waiting 1.2 s · cold start 3.1 s · running 10.0 s — 14.3 s · $0.00031, …".
struct CallText {
  QString who;
  QString what;
};
CallText callText(const ReplayRun& run, std::size_t row);
// The same call in a second run, and by how much it took longer or shorter there.
QString besideText(const ReplayRun& run, std::size_t row, const CallBounds& other, const QString& otherTitle);
// Two whole runs: which phases differ, by how much; those that chance alone would tell apart as much are left out.
QString differencesText(const ReplayRun& run, const ReplayRun& other);
// A pixel that hides many calls says how many, and what they were doing.
CallText crowdText(const SpanCount& count);
QString instantText(const ReplayRun& run, double seconds); // "at 4 min 31 s: 312 running, 20 waiting, $0.12 so far"
// From marker A to B, or over a measured stretch.
QString stretchText(const ReplayRun& run, double from, double to);

} // namespace coldframe::ui
