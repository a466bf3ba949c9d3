// Which run the replay shows and which lies beside it: listed, chosen, and read or simulated in the background.
#include "sim/report/trace_answer.h"
#include "ui/document/text.h"
#include "ui/panels/replay_panel.h"
#include "ui/panels/replay_text.h"
#include "ui/panels/replay_tools.h"
#include "ui/panels/workbench.h"

#include <QFileDialog>
#include <algorithm>
#include <utility>

namespace coldframe::ui {

namespace {

const QString kPlatform = QStringLiteral("platform:");
const QString kFile = QStringLiteral("file:");
const QString kOpen = QStringLiteral("open");
const QString kNone; // beside it
const QString kSimulated = QStringLiteral("simulated");

// In a long stream a call is a dot, and a line a call shows nothing but that they follow each other.
LaneKind usualLanes(const ReplayRun& run) {
  constexpr double kGenerations = 20; // of calls that follow each other
  constexpr std::size_t kFewCalls = 2000;
  const Trace& trace = *run.trace;
  const Count lane = trace.has(Count::Worker) ? Count::Worker : Count::Environment;
  if (trace.rows() < kFewCalls || !trace.has(lane) ||
      static_cast<double>(trace.rows()) < kGenerations * run.series->running.most())
    return LaneKind::Call;
  return lane == Count::Worker ? LaneKind::Worker : LaneKind::Environment;
}

} // namespace

void ReplayPanel::listRuns() {
  std::vector<RunChoice> platforms;
  if (const auto& scenario = workbench().compared().scenario)
    for (const BoundPlatform& platform : scenario->bound.platforms)
      platforms.push_back(
          {toQt(platform.label.empty() ? platform.id : platform.label), QString(kPlatform + toQt(platform.id))});
  const RunChoice open{tr("open a trace …"), kOpen};
  std::vector<RunChoice> runs = platforms;
  if (m_key.startsWith(kFile) && m_shown.run)
    runs.push_back({m_shown.run->title, m_key});
  runs.push_back(open);
  m_tools->setRuns(runs, m_key);
  std::vector<RunChoice> others{{tr("nothing"), kNone}};
  if (m_shown.run && m_shown.run->recorded)
    others.push_back({tr("this run, simulated"), kSimulated});
  others.insert(others.end(), platforms.begin(), platforms.end());
  if (m_otherKey.startsWith(kFile) && m_shown.otherRun)
    others.push_back({m_shown.otherRun->title, m_otherKey});
  others.push_back(open);
  m_tools->setOthers(others, m_otherKey);
}

void ReplayPanel::followComparison() {
  m_stale = true;
  if (!m_shown.run)
    showStanding();
  listRuns();
  if (isVisible())
    followScenario();
}

// A trace file stays; a platform that was chosen here stays as long as the scenario has it.
void ReplayPanel::followScenario() {
  if (m_key.startsWith(kFile))
    return;
  const QString id = m_key.startsWith(kPlatform) ? m_key.mid(kPlatform.size()) : QString();
  const auto& scenario = workbench().compared().scenario;
  const bool stays = scenario && std::ranges::any_of(scenario->bound.platforms, [&](const BoundPlatform& platform) {
                       return toQt(platform.id) == id;
                     });
  showPlatform(stays ? id : workbench().selectedPlatform());
}

void ReplayPanel::followSelection() {
  if (isVisible() && m_key.startsWith(kPlatform) && !workbench().selectedPlatform().isEmpty())
    showPlatform(workbench().selectedPlatform());
}

ReplayPanel::Maker ReplayPanel::platformMaker(const QString& id) const {
  const auto scenario = workbench().compared().scenario;
  return
      [scenario, id](const Background::Context& context) { return simulateRun(*scenario, fromQt(id), context.stop()); };
}

void ReplayPanel::showPlatform(const QString& id) {
  const auto& scenario = workbench().compared().scenario;
  if (!scenario || id.isEmpty())
    return;
  const QString key = kPlatform + id;
  const QString sha = toQt(scenario->bound.sha256);
  m_stale = false;
  if (key == m_key && sha == m_scenarioSha)
    return;
  m_scenarioSha = sha;
  load(platformMaker(id), key);
}

ReplayPanel::Maker ReplayPanel::fileMaker(const RunFile& file) {
  return [file](const Background::Context& context) {
    return readRun(file, context.stop(), [&context](double share) { context.progress(share); });
  };
}

void ReplayPanel::openTrace(const QString& path) {
  load(fileMaker({path}), kFile + path);
}

void ReplayPanel::openBeside(const QString& path) {
  if (m_loading.isBusy())
    m_besideNext = path;
  else if (!m_shown.run) // beside nothing: it is the one to be shown
    load(fileMaker({path}), kFile + path);
  else
    loadOther(fileMaker({path}), kFile + path);
}

void ReplayPanel::simulateBeside() {
  if (m_shown.run && m_shown.run->recorded)
    loadOther([run = m_shown.run, catalogue = workbench().document().catalogue()](
                  const Background::Context& context) { return simulateLike(*run, catalogue, context.stop()); },
              kSimulated);
}

void ReplayPanel::align(bool align) {
  if (m_key.startsWith(kFile))
    load(fileMaker({m_key.mid(kFile.size()), align}), m_key);
}

// What is shown stays.
void ReplayPanel::stop() {
  if (m_loading.isBusy())
    m_key = m_keyBefore;
  if (m_otherLoading.isBusy())
    m_otherKey = kNone;
  m_besideNext.clear();
  m_loading.drop();
  m_otherLoading.drop();
  showStanding();
  listRuns();
}

void ReplayPanel::showTrace(std::shared_ptr<const Trace> trace, const QString& name) {
  load([trace, name](const Background::Context& context) { return makeRun(trace, name, {}, context.stop()); },
       kFile + name);
}

std::optional<QString> ReplayPanel::askForTrace() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Open a trace"), {}, tr("Traces (*.json *.zst *.gz *.csv *.jsonl *.log);;All files (*)"));
  return path.isEmpty() ? std::nullopt : std::optional(path);
}

void ReplayPanel::chooseRun(const QString& key) {
  if (key.startsWith(kPlatform))
    return showPlatform(key.mid(kPlatform.size()));
  if (key == kOpen)
    if (const auto path = askForTrace())
      openTrace(*path);
  listRuns();
}

void ReplayPanel::chooseOther(const QString& key) {
  putBeside(nullptr, nullptr);
  m_otherKey = kNone;
  if (key.startsWith(kPlatform))
    return loadOther(platformMaker(key.mid(kPlatform.size())), key);
  if (key == kSimulated)
    return simulateBeside();
  if (key == kOpen)
    if (const auto path = askForTrace())
      return openBeside(*path);
  listRuns();
}

void ReplayPanel::load(Maker make, QString key) {
  m_clock.pause();
  showBody();
  const QString before = std::exchange(m_key, std::move(key));
  m_keyBefore = before;
  m_loading.start([this, before, make = std::move(make), lanes = m_lanes,
                   chosen = m_lanesChosen](const Background::Context& context) mutable {
    auto made = make(context);
    if (!made) {
      if (!context.stop().stop_requested())
        context.deliver([this, before, error = made.error()] {
          m_key = before; // what is shown stays
          showStanding();
          listRuns();
          Q_EMIT workbench().problem(tr("The run cannot be shown"), error);
        });
      return;
    }
    const auto run = std::make_shared<const ReplayRun>(std::move(*made));
    if (!chosen)
      lanes.lanes = usualLanes(*run);
    const auto spans = SpanPyramid::build(*run->trace, lanes, context.stop());
    if (!spans)
      return;
    context.deliver([this, run, spans] {
      m_shown.spans = spans;
      m_lanes = spans->options();
      m_tools->setLanes(m_lanes);
      showRun(run);
    });
    // The picture stands; the facts may follow.
    const TraceStatistics statistics = statisticsOf(*run->trace);
    context.deliver([this, table = traceTable(*run->trace, statistics), answer = traceAnswer(statistics)] {
      m_facts = table;
      showAnswer(answer);
    });
  });
}

void ReplayPanel::loadOther(Maker make, const QString& key) {
  if (!m_shown.run)
    return;
  m_otherKey = key;
  m_otherLoading.start([this, make = std::move(make), first = m_shown.run](const Background::Context& context) {
    auto made = make(context);
    if (!made) {
      if (!context.stop().stop_requested())
        context.deliver([this, error = made.error()] {
          m_otherKey = kNone;
          showStanding();
          listRuns();
          Q_EMIT workbench().problem(tr("The second run cannot be shown"), error);
        });
      return;
    }
    const auto other = std::make_shared<const ReplayRun>(std::move(*made));
    auto beside = std::make_shared<TimelinePlot::Other>();
    beside->series = other->series;
    beside->calls = callsBeside(*first->trace, *other->trace);
    const QString differences = differencesText(*first, *other);
    context.deliver([this, first, other, beside, differences] {
      if (m_shown.run != first)
        return;
      putBeside(other, beside, differences);
      showStanding();
      listRuns();
      m_detail->showResting();
    });
  });
}

// The axis is that of both.
void ReplayPanel::putBeside(std::shared_ptr<const ReplayRun> other, std::shared_ptr<const TimelinePlot::Other> beside,
                            const QString& differences) {
  if (!m_shown.run)
    return;
  const double from = other ? std::min(m_shown.run->from, other->from) : m_shown.run->from;
  const double to = other ? std::max(m_shown.run->to, other->to) : m_shown.run->to;
  m_shown.setOther(std::move(other), beside, differences);
  m_plot->setOther(std::move(beside));
  if (from != m_axis.from() || to != m_axis.to())
    m_axis.setWhole(from, to);
}

void ReplayPanel::showRun(std::shared_ptr<const ReplayRun> run) {
  m_shown.run = std::move(run);
  m_facts.reset();
  m_answer.reset();
  putBeside(nullptr, nullptr);
  m_otherKey = kNone;
  const ReplayRun& shown = *m_shown.run;
  setAnswer(shown.title);
  m_tools->setClocks(shown.recorded && shown.recorded->clocks.disagree(), shown.trace->workerSkewNs() != 0);
  m_plot->setLabel({tr("Replay of %1").arg(shown.title), shown.provenance});
  m_plot->setData([this] { return m_facts.value_or(Table{}); });
  m_axis.setWhole(shown.from, shown.to);
  m_plot->setSeries(shown.series, shown.cost.inMoney, shown.costKnown);
  if (m_shown.spans->options() == m_lanes)
    m_plot->setSpans(m_shown.spans, laneText(m_lanes));
  else
    order();
  listRuns();
  m_detail->showPlayhead();
  m_detail->showResting();
  if (const QString next = std::exchange(m_besideNext, {}); !next.isEmpty())
    loadOther(fileMaker({next}), kFile + next);
}

} // namespace coldframe::ui
