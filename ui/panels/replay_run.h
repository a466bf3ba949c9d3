// A run as the replay shows it: the trace with its curves, what each call cost, and its facts. Made beside the window,
// from a trace file or by simulating the first replication of a platform.
#pragma once

#include "sim/base/result.h"
#include "sim/report/trace_report.h"
#include "sim/result/span_pyramid.h"
#include "sim/result/trace_series.h"
#include "sim/scenario/load_scenario.h"
#include "sim/trace/trace_file.h"

#include <QStringList>
#include <functional>
#include <memory>
#include <stop_token>

namespace coldframe::ui {

struct ReplayRun {
  std::shared_ptr<const Trace> trace;
  QString title;      // "lambda", "run.json.zst"
  QString provenance; // on exported charts
  std::shared_ptr<const TraceSeries> series;
  TraceCost cost;
  QStringList notes; // what the reader left out, what cannot be known
  bool costKnown = false;
  std::shared_ptr<const ImportedTrace> recorded; // of a file: as it was read

  // Of the whole run, seconds after t0.
  double from = 0;
  double to = 0;
};

// Prices what a trace used, where that is known.
struct ReplayPrices {
  std::shared_ptr<const PriceBook> book; // none: GB-seconds
  FunctionKey function;
};

// Errors: Interrupted once `stop` is requested; those of the price book.
Result<ReplayRun> makeRun(std::shared_ptr<const Trace> trace, const QString& title, const ReplayPrices& prices,
                          const std::stop_token& stop);
// Where the clocks of client and workers disagree, `align` shifts the workers' to suit most calls (clock_skew.h).
struct RunFile {
  QString path;
  bool align = false;
};
Result<ReplayRun> readRun(const RunFile& file, const std::stop_token& stop,
                          const std::function<void(double)>& onProgress = {});
// The first replication. What a function costs grows call by call; what machines cost grows with time while they are
// on, whoever works. Of a stream with more calls than can be shown, the beginning, which the notes say. Errors: Input,
// when a job would make too many rows to be shown.
Result<ReplayRun> simulateRun(const LoadedScenario& scenario, const std::string& platformId,
                              const std::stop_token& stop);

// The run that a fit to the recorded one predicts: as many calls, its laws of start, set-up, duration and client.
// Errors: Input, where the recording does not tell how long its calls took.
Result<ReplayRun> simulateLike(const ReplayRun& run, const Catalogue& catalogue, const std::stop_token& stop);

// Whether this file is a trace rather than a scenario: by its name, else by what it begins with, our own form or any
// foreign one (sim/trace/trace_formats.h).
bool looksLikeTrace(const QString& path);

// The calls of `other`, row by row of `first`: the attempt with the same number, and of a call's last attempt the last.
std::vector<std::optional<CallBounds>> callsBeside(const Trace& first, const Trace& other);

} // namespace coldframe::ui
