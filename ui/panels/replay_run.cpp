#include "ui/panels/replay_run.h"

#include "sim/base/parallel_for.h"
#include "sim/fit/fitted_scenario.h"
#include "sim/json/write.h"
#include "sim/run/simulate.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/trace_formats.h"
#include "sim/units/format.h"
#include "ui/document/text.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <compare>

namespace coldframe::ui {

namespace {

constexpr double kMostRows = 5'000'000;       // about 400 bytes a row with everything that is drawn of it
constexpr double kRowsOfABeginning = 500'000; // of a stream that is too long

Error interrupted() {
  return makeError(ErrorKind::Interrupted, "stopped before the run could be shown");
}

const BoundPlatform* platformOf(const BoundScenario& scenario, const std::string& id) {
  const auto found = std::ranges::find(scenario.platforms, id, &BoundPlatform::id);
  return found == scenario.platforms.end() ? nullptr : &*found;
}

// A bill that grows evenly from the beginning of the run to its end.
StepSeries evenly(double total, double fromSeconds, double toSeconds) {
  constexpr int kSteps = 1000; // finer than a chart's columns would show
  std::vector<StepChange> changes;
  const double length = toSeconds - fromSeconds;
  if (total > 0 && length > 0)
    for (int i = 1; i <= kSteps; ++i)
      changes.push_back({static_cast<std::int64_t>((fromSeconds + length * i / kSteps) * 1e9), total / kSteps});
  return StepSeries(std::move(changes));
}

// What the machines cost while the run went on: a call has no price of its own there.
Result<void> chargeMachines(ReplayRun& run, const BoundPlatform& platform, const MachineModel& machine,
                            const Usage& usage, double monthHours) {
  run.cost = {};
  run.cost.inMoney = true;
  run.costKnown = true;
  if (machine.instanceType.empty()) {
    run.notes << QObject::tr("The user's own machine sends no bill.");
  } else {
    auto bill = platform.book->price(usage, {false, Duration::fromSeconds(monthHours * 3600)});
    if (!bill)
      return failure(bill.error());
    run.cost.total = bill->total().inUsd();
    run.cost.bill = std::move(*bill);
    run.notes << (machine.hours == MachineHours::Always
                      ? QObject::tr("The cost is that of the machines' hours during this run; they are paid for "
                                    "between runs too.")
                      : QObject::tr("The cost is that of the machines' hours, spread evenly over the run."));
  }
  auto series = std::make_shared<TraceSeries>(*run.series);
  series->cost = evenly(run.cost.total, run.from, run.to);
  run.series = std::move(series);
  return {};
}

// Of a stream that has more calls than a replay shows, the beginning; whether it was cut. A job is one whole.
bool shorten(RunInputs& inputs) {
  if (!std::holds_alternative<StreamDemand>(inputs.demand) || expectedCalls(inputs) <= kMostRows)
    return false;
  while (expectedCalls(inputs) > kRowsOfABeginning)
    inputs.window = Duration::fromSeconds(inputs.window.inSeconds() / 2);
  return true;
}

// The first and the last thing that happened.
void findEnds(ReplayRun& run) {
  bool any = false;
  for (std::size_t row = 0; row < run.trace->rows(); ++row)
    if (const auto bounds = boundsOf(*run.trace, row)) {
      const double from = static_cast<double>(bounds->from) / 1e9;
      const double to = static_cast<double>(bounds->to()) / 1e9;
      run.from = any ? std::min(run.from, from) : from;
      run.to = any ? std::max(run.to, to) : to;
      any = true;
    }
}

} // namespace

Result<ReplayRun> makeRun(std::shared_ptr<const Trace> trace, const QString& title, const ReplayPrices& prices,
                          const std::stop_token& stop) {
  ReplayRun run;
  run.trace = std::move(trace);
  run.title = title;
  run.provenance = title;
  TraceCostOptions options;
  options.book = prices.book.get();
  options.function = prices.function;
  // Two walks over all calls that do not need each other.
  Result<TraceCost> cost;
  std::optional<TraceSeries> series;
  parallelFor(2, availableThreads(), {}, [&](std::size_t which) {
    if (which == 1) {
      findEnds(run);
    } else {
      cost = costOf(*run.trace, options);
      if (cost)
        series = seriesOf(*run.trace, *cost, stop);
    }
    return true;
  });
  if (!cost)
    return failure(cost.error());
  run.cost = std::move(*cost);
  if (run.cost.leavesOutInit)
    run.notes << QObject::tr("INIT is billed too, but its length is not in the trace: the cost is that much too low.");
  if (!series)
    return failure(interrupted());
  run.series = std::make_shared<const TraceSeries>(std::move(*series));
  run.costKnown = !run.cost.ofRow.empty();
  return run;
}

Result<ReplayRun> readRun(const RunFile& file, const std::stop_token& stop,
                          const std::function<void(double)>& onProgress) {
  TraceReadOptions options;
  options.stop = stop;
  options.onProgress = onProgress;
  auto read = readTraceFile(fromQt(file.path), options);
  if (!read)
    return failure(read.error());
  if (stop.stop_requested())
    return failure(interrupted());
  const bool align = file.align && read->clocks.disagree();
  if (align)
    read->trace = TraceBuilder::withWorkerSkew(std::move(read->trace), read->clocks.shiftNs);
  const auto imported = std::make_shared<const ImportedTrace>(std::move(*read));
  // One trace, held by what it was read as.
  auto run = makeRun({imported, &imported->trace}, QFileInfo(file.path).fileName(), {}, stop);
  if (!run)
    return run;
  run->recorded = imported;
  if (imported->linesLeftOut > 0)
    run->notes << QObject::tr("%1 lines were left out.").arg(toQt(showCount(imported->linesLeftOut)));
  if (const std::string words = clockSkewInWords(imported->clocks); !words.empty())
    run->notes << toQt(words) + (align ? QObject::tr("; aligned.") : QStringLiteral("."));
  return run;
}

Result<ReplayRun> simulateLike(const ReplayRun& run, const Catalogue& catalogue, const std::stop_token& stop) {
  const Trace* const traces[] = {run.trace.get()};
  const RunFit fit = fitRuns(traces);
  if (const FitPart* duration = fit.find("duration"); duration == nullptr || !duration->identified())
    return failure(makeError(ErrorKind::Input, "the recording does not tell how long its calls took"));
  FittedScenarioOptions options = fittedScenarioOptions({run.recorded.get(), 1}, fromQt(run.title));
  const bool assumed = options.memory.inBytes() <= 0;
  if (assumed)
    options.memory = Memory::mb(1769); // one whole vCPU; the fitted times do not depend on it
  const auto scenario = loadScenario({writeJson(fittedScenario(fit, options)), options.name}, catalogue);
  if (!scenario)
    return failure(scenario.error());
  if (stop.stop_requested())
    return failure(interrupted());
  auto simulated = simulateRun(*scenario, scenario->bound.platforms.front().id, stop);
  if (!simulated)
    return simulated;
  simulated->title = QObject::tr("%1 simulated").arg(run.title);
  if (assumed)
    simulated->notes << QObject::tr("The memory is not recorded: 1,769 MB assumed, which changes the cost alone.");
  return simulated;
}

Result<ReplayRun> simulateRun(const LoadedScenario& scenario, const std::string& platformId,
                              const std::stop_token& stop) {
  const BoundPlatform* platform = platformOf(scenario.bound, platformId);
  if (platform == nullptr)
    return failure(makeError(ErrorKind::Input, "the scenario has no platform '" + platformId + "'"));
  RunInputs inputs = platform->model.run;
  const bool cut = shorten(inputs);
  if (const double rows = expectedCalls(inputs); rows > kMostRows)
    return failure(makeError(ErrorKind::Input, "this run has about " + showCount(rows) +
                                                   " calls; a replay shows up to " + showCount(kMostRows)));
  TraceBuilder builder;
  builder.setName(platformId);
  builder.setEpoch(inputs.windowStart);
  RunContext context;
  context.stop = stop;
  const RunOutput output = simulate(platform->model.platform, inputs, {scenario.bound.seed, 0}, context, &builder);
  if (!output.complete)
    return failure(interrupted());
  ReplayPrices prices;
  if (const auto* faas = std::get_if<FaasModel>(&platform->model.platform)) {
    prices.book = platform->book;
    prices.function = faas->key;
  }
  auto run = makeRun(std::make_shared<const Trace>(builder.build()),
                     toQt(platform->label.empty() ? platform->id : platform->label), prices, stop);
  if (!run)
    return run;
  if (const auto* machine = std::get_if<MachineModel>(&platform->model.platform))
    if (const auto charged = chargeMachines(*run, *platform, *machine, output.usage, scenario.bound.monthHours);
        !charged)
      return failure(charged.error());
  if (cut)
    run->notes.prepend(
        QObject::tr("This is the first %1 of the stream: all of it would be about %2 calls.")
            .arg(toQt(showDuration(inputs.window.inSeconds())), toQt(showCount(expectedCalls(platform->model.run)))));
  run->provenance =
      QStringLiteral("%1 · %2 · seed %3 · replication 0 · %4")
          .arg(toQt(scenario.bound.name), run->title, QString::number(scenario.bound.seed), toQt(platform->bookName));
  return run;
}

bool looksLikeTrace(const QString& path) {
  for (const QString& ending : {QStringLiteral(".csv"), QStringLiteral(".zst"), QStringLiteral(".gz"),
                                QStringLiteral(".jsonl"), QStringLiteral(".log")})
    if (path.endsWith(ending, Qt::CaseInsensitive))
      return true;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly))
    return false;
  const QByteArray head = file.read(static_cast<qint64>(kSniffedBytes));
  if (head.contains("coldframe.trace/"))
    return true;
  const std::string_view bytes(head.data(), static_cast<std::size_t>(head.size()));
  return !head.contains("coldframe.scenario/") && !head.contains("scenario_document") &&
         std::ranges::any_of(traceFormats(), [bytes](const TraceFormat& format) { return format.sniff(bytes); });
}

std::vector<std::optional<CallBounds>> callsBeside(const Trace& first, const Trace& other) {
  struct Attempt {
    std::int64_t call = 0;
    std::int64_t attempt = 0;
    std::size_t row = 0;
    auto operator<=>(const Attempt&) const = default;
  };
  const auto sorted = [](const Trace& trace) {
    std::vector<Attempt> attempts;
    for (std::size_t row = 0; row < trace.rows(); ++row)
      attempts.push_back({trace.count(Count::Call, row).value_or(static_cast<std::int64_t>(row)),
                          trace.count(Count::Attempt, row).value_or(0), row});
    std::ranges::sort(attempts);
    return attempts;
  };
  const std::vector<Attempt> mine = sorted(first);
  const std::vector<Attempt> theirs = sorted(other);
  std::vector<std::optional<CallBounds>> beside(first.rows());
  auto begin = theirs.begin(); // of the call
  for (std::size_t i = 0; i < mine.size(); ++i) {
    const Attempt& one = mine[i];
    begin = std::find_if(begin, theirs.end(), [&](const Attempt& each) { return each.call >= one.call; });
    const auto end = std::find_if(begin, theirs.end(), [&](const Attempt& each) { return each.call > one.call; });
    if (begin == end)
      continue;
    // The last one settled it, whichever it was: some traces hold that one alone.
    const bool settled = i + 1 == mine.size() || mine[i + 1].call != one.call;
    const auto found = settled
                           ? std::prev(end)
                           : std::find_if(begin, end, [&](const Attempt& each) { return each.attempt == one.attempt; });
    if (found != end)
      beside[one.row] = boundsOf(other, found->row);
  }
  return beside;
}

} // namespace coldframe::ui
