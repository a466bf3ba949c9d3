// The window without a screen: from nothing to its gallery, from a scenario's name to its first chart, and from an edit
// to the provisional answer. `bench_desktop --benchmark_filter=Window`; figures: docs/validation.md, "Speed of the
// window".
#include "ui/document/scenario_document.h"
#include "ui/window/main_window.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QEventLoop>
#include <QStandardPaths>
#include <array>

namespace coldframe::ui {
namespace {

constexpr std::array<const char*, 4> kScenarios{"carrots", "scrape-pages", "weather-bot", "time-server"};

// Until the next answer has come and is painted.
void awaitAnswer(MainWindow& window) {
  QEventLoop loop;
  QObject::connect(&window.workbench(), &Workbench::comparedChanged, &loop, [&] {
    if (window.workbench().compared().comparison)
      loop.quit();
  });
  loop.exec();
  window.repaint();
  QApplication::processEvents();
}

// A window with a shipped scenario and its first answer.
bool showAnswerOf(MainWindow& window, benchmark::State& state) {
  const char* name = kScenarios[static_cast<std::size_t>(state.range(0))];
  state.SetLabel(name);
  window.resize(1920, 1080);
  window.show();
  const bool opened = window.open(QString::fromLatin1(name));
  if (opened)
    awaitAnswer(window);
  else
    state.SkipWithError("the scenario cannot be opened");
  return opened;
}

void WindowGallery(benchmark::State& state) {
  for (auto _ : state) {
    MainWindow window(Catalogue::builtIn());
    window.resize(1920, 1080);
    window.show();
    QApplication::processEvents();
  }
}

void WindowFirstChart(benchmark::State& state) {
  for (auto _ : state) {
    MainWindow window(Catalogue::builtIn());
    if (!showAnswerOf(window, state))
      return;
  }
}

void WindowEdit(benchmark::State& state) {
  MainWindow window(Catalogue::builtIn());
  if (!showAnswerOf(window, state))
    return;
  std::int64_t seed = 100;
  for (auto _ : state) {
    window.workbench().document().edit("/seed", JsonNode::integer(++seed), QStringLiteral("seed"));
    awaitAnswer(window);
  }
}

BENCHMARK(WindowGallery)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(WindowFirstChart)->DenseRange(0, kScenarios.size() - 1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(WindowEdit)->DenseRange(0, kScenarios.size() - 1)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
} // namespace coldframe::ui
