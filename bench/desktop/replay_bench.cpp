// Replay of a million calls: to open, to pan and zoom, to scrub, at 1920 × 1080 without a screen.
// `bench_desktop --benchmark_filter=Replay`; figures and how they were taken: docs/validation.md, "Speed of the
// replay".
#include "sim/random/generator.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "ui/panels/replay_run.h"
#include "ui/plots/timeline_plot.h"

#include <benchmark/benchmark.h>
#include <qcustomplot.h>

#include <QApplication>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cmath>

namespace coldframe::ui {
namespace {

constexpr std::size_t kCalls = 1'000'000;

// An hour of calls of some seconds, 2,000 environments, one in fifty cold, one in a thousand failed: all nine stamps.
Trace millionCalls() {
  Generator random({1, 0}, Cause::Measurement);
  TraceBuilder builder;
  const auto upTo = [&random](double seconds) {
    return static_cast<std::int64_t>(random.uniform() * random.uniform() * seconds * 1e9);
  };
  std::int64_t now = 0;
  for (std::size_t i = 0; i < kCalls; ++i) {
    TraceRow row;
    now += upTo(0.0144);
    row.cold = random.below(50) == 0 ? Cold::Yes : Cold::No;
    row.outcome = random.below(1000) == 0 ? CallOutcome::Error : CallOutcome::Ok;
    std::int64_t at = now;
    for (std::size_t s = 0; s < kStampCount; ++s) {
      row.stamps[s] = at;
      const bool running = static_cast<Stamp>(s) == Stamp::FuncStart;
      const bool starting = static_cast<Stamp>(s) == Stamp::Invoke && row.cold == Cold::Yes;
      at += upTo(running ? 16 : starting ? 8 : 0.6);
    }
    row.set(Count::Call, static_cast<std::int64_t>(i));
    row.set(Count::Attempt, 0);
    row.set(Count::Environment, static_cast<std::int64_t>(random.below(2000)));
    row.set(Count::Memory, std::int64_t{1536} << 20);
    builder.append(row);
  }
  return builder.build();
}

const Trace& trace() {
  static const Trace one = millionCalls();
  return one;
}

struct Picture {
  TimeAxis axis;
  TimelinePlot plot{axis};
  std::shared_ptr<const SpanPyramid> spans;

  explicit Picture(const LaneOptions& options) {
    const auto run = makeRun(std::make_shared<const Trace>(trace()), QStringLiteral("bench"), {}, {});
    spans = SpanPyramid::build(trace(), options);
    plot.resize(1920, 1080);
    axis.setWhole(run->from, run->to);
    plot.setSeries(run->series, false, true);
    plot.setSpans(spans, QStringLiteral("calls"));
    plot.show();
    QApplication::processEvents();
  }
  // What was asked for is drawn and painted.
  void frame() {
    QApplication::processEvents();
    plot.canvas().repaint();
  }
};

LaneOptions optionsOf(std::int64_t which) {
  LaneOptions options;
  if (which == 1)
    options.order = CallOrder::Duration;
  if (which == 2)
    options.lanes = LaneKind::Environment;
  return options;
}

void perFrame(benchmark::State& state) {
  state.counters["frames/s"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void ReplayOpen(benchmark::State& state) {
  QTemporaryDir folder;
  const QString path =
      folder.filePath(state.range(0) == 0 ? QStringLiteral("run.json") : QStringLiteral("run.json.zst"));
  const std::string text = writeTraceText(trace(), path.toStdString());
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
    return state.SkipWithError("the trace cannot be written");
  file.close();
  for (auto _ : state) {
    const auto run = readRun({path}, {});
    const auto spans = SpanPyramid::build(*run->trace, {});
    benchmark::DoNotOptimize(spans->bytes());
  }
  state.counters["MB"] = static_cast<double>(text.size()) / 1e6;
}

void ReplayReadTrace(benchmark::State& state) {
  const std::string text = writeTraceText(trace(), "run.json");
  for (auto _ : state)
    benchmark::DoNotOptimize(readTraceText(text, "run.json")->trace.rows());
}

void ReplayPyramid(benchmark::State& state) {
  for (auto _ : state) {
    const auto spans = SpanPyramid::build(trace(), optionsOf(state.range(0)));
    state.counters["bytes/call"] = static_cast<double>(spans->bytes()) / static_cast<double>(kCalls);
  }
}

void ReplaySeries(benchmark::State& state) {
  const auto shared = std::make_shared<const Trace>(trace());
  for (auto _ : state)
    benchmark::DoNotOptimize(makeRun(shared, QStringLiteral("bench"), {}, {})->series->running.steps());
}

// Pans at a zoom of 1 … 1,000 in time and lanes alike.
void ReplayPan(benchmark::State& state) {
  Picture picture(optionsOf(state.range(0)));
  const double zoom = static_cast<double>(state.range(1));
  const double whole = picture.axis.to() - picture.axis.from();
  const auto lanes = static_cast<double>(picture.spans->lanes());
  double phase = 0;
  for (auto _ : state) {
    phase += 0.013;
    const double at = 0.5 + 0.45 * std::sin(phase);
    const double middle = picture.axis.from() + whole * at;
    picture.axis.see({middle - whole / zoom / 2, middle + whole / zoom / 2, lanes * at - lanes / zoom / 2,
                      lanes * at + lanes / zoom / 2},
                     true);
    picture.frame();
  }
  perFrame(state);
}

void zoomTime(benchmark::State& state, bool moving) {
  Picture picture(optionsOf(state.range(0)));
  const double whole = picture.axis.to() - picture.axis.from();
  int step = 0;
  for (auto _ : state) {
    const double width = whole / std::pow(1.25, step = (step + 1) % 40);
    const double middle = picture.axis.from() + whole / 2;
    picture.axis.see(middle - width / 2, middle + width / 2, moving);
    picture.frame();
  }
  perFrame(state);
}

// Zooms in time alone, all lanes on the screen: the hardest case, since every call may be in the picture.
void ReplayZoomTime(benchmark::State& state) {
  zoomTime(state, true);
}

// The picture that follows when it has come to rest: drawn finely, once.
void ReplayRest(benchmark::State& state) {
  zoomTime(state, false);
}

void ReplayScrub(benchmark::State& state) {
  Picture picture({});
  const double whole = picture.axis.to() - picture.axis.from();
  double phase = 0;
  for (auto _ : state) {
    phase += 0.013;
    picture.axis.setPlayhead(picture.axis.from() + whole * (0.5 + 0.45 * std::sin(phase)));
    picture.frame();
  }
  perFrame(state);
}

BENCHMARK(ReplayOpen)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ReplayReadTrace)->Unit(benchmark::kMillisecond);
BENCHMARK(ReplayPyramid)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(ReplaySeries)->Unit(benchmark::kMillisecond);
BENCHMARK(ReplayPan)->ArgsProduct({{0, 1, 2}, {1, 3, 10, 100, 1000}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ReplayZoomTime)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ReplayRest)->DenseRange(0, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ReplayScrub)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
} // namespace coldframe::ui

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true); // no settings or recovery files of a user
  QApplication app(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
