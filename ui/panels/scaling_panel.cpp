#include "ui/panels/scaling_panel.h"

#include "sim/report/scale_report.h"
#include "sim/run/simulate.h"
#include "sim/study/parallelism.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/table_twin.h"
#include "ui/panels/workbench.h"
#include "ui/plots/carrot_scene.h"
#include "ui/plots/speedup_chart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <algorithm>
#include <numeric>

namespace coldframe::ui {

namespace {

constexpr double kMostCalls = 100'000;

std::vector<SpeedupPoint> pointsOf(const ScaleStudy& study) {
  std::vector<SpeedupPoint> points;
  for (const ScalePoint& point : study.points)
    if (const auto& speedup = point.speedup.estimate; speedup && point.idealSpeedup.estimate)
      points.push_back(
          {point.workers, speedup->mean, speedup->lower(), speedup->upper(), point.idealSpeedup.estimate->mean});
  return points;
}

// A line a worker, or what comes nearest to one.
LaneOptions linesOf(const Trace& trace) {
  LaneOptions options;
  options.lanes = trace.has(Count::Worker)        ? LaneKind::Worker
                  : trace.has(Count::Environment) ? LaneKind::Environment
                                                  : LaneKind::Call;
  return options;
}

const BoundPlatform* platformOf(const ComparedScenario& compared, const QString& id) {
  if (compared.scenario)
    for (const BoundPlatform& platform : compared.scenario->bound.platforms)
      if (toQt(platform.id) == id)
        return &platform;
  return nullptr;
}

} // namespace

ScalingPanel::ScalingPanel(Workbench& bench, QWidget* parent) : Panel(bench, parent) {
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setChildrenCollapsible(false);
  split->addWidget(makeRunSide());
  m_curve = new SpeedupChart;
  m_curve->setObjectName(QStringLiteral("speedup"));
  m_curve->setLabel({tr("Speedup"), {}});
  m_curve->setData([this] { return m_table.table(); });
  split->addWidget(m_curve);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({3'000, 2'000}); // a proportion: the layout brings it down to what there is
  body()->addWidget(split, 1);
  m_twin = new TableTwin(m_table, bench, tr("Numbers of workers"), false);
  m_twin->hide();
  body()->addWidget(m_twin);
  inviteScenario(tr("Scaling is a question about jobs."));
  connect(&workbench(), &Workbench::comparedChanged, this, [this] {
    m_stale = true;
    if (!m_study)
      inviteScenario(tr("Scaling is a question about jobs."));
    listPlatforms();
    if (isVisible())
      startStudy();
  });
  listPlatforms();
}

ScalingPanel::~ScalingPanel() {
  m_studying.cancel();
  m_running.cancel();
}

QWidget* ScalingPanel::makeRunSide() {
  m_platform = new QComboBox;
  m_platform->setObjectName(QStringLiteral("platform"));
  m_platform->setAccessibleName(tr("Platform"));
  m_platform->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_workers = new QSpinBox;
  m_workers->setObjectName(QStringLiteral("workers"));
  m_workers->setRange(1, kMostWorkers);
  m_workers->setValue(8);
  m_workersLabel = new QLabel(tr("&workers"));
  m_workersLabel->setBuddy(m_workers);
  m_view = new ScalingView;
  auto* choices = new QHBoxLayout;
  choices->addWidget(m_platform);
  choices->addSpacing(fontMetrics().averageCharWidth());
  choices->addWidget(m_workersLabel);
  choices->addWidget(m_workers);
  choices->addStretch(1);
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(choices);
  column->addWidget(m_view, 1);
  connect(m_platform, &QComboBox::activated, this,
          [this](int index) { showPlatform(m_platform->itemData(index).toString()); });
  connect(m_workers, &QSpinBox::valueChanged, this, [this] { startRun(); });
  return side;
}

void ScalingPanel::listPlatforms() {
  const QSignalBlocker quiet(m_platform);
  m_platform->clear();
  const auto& compared = workbench().compared();
  if (!compared.scenario)
    return;
  for (const BoundPlatform& platform : compared.scenario->bound.platforms)
    m_platform->addItem(toQt(platform.label.empty() ? platform.id : platform.label), toQt(platform.id));
  if (platformOf(compared, m_id) == nullptr)
    m_id = toQt(compared.scenario->bound.baselineId);
  m_platform->setCurrentIndex(m_platform->findData(m_id));
}

void ScalingPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  prepare();
}

void ScalingPanel::prepare() {
  if (m_stale)
    startStudy();
}

void ScalingPanel::showPlatform(const QString& id) {
  m_id = id;
  m_platform->setCurrentIndex(m_platform->findData(id));
  startStudy();
}

void ScalingPanel::setWorkers(int workers) {
  m_workers->setValue(workers);
}

void ScalingPanel::startStudy() {
  const ComparedScenario compared = workbench().compared();
  if (!compared.scenario)
    return;
  m_stale = false;
  for (QWidget* control : std::initializer_list<QWidget*>{m_platform, m_workersLabel, m_workers, m_curve})
    control->setVisible(compared.scenario->bound.isJob);
  m_view->setTransportVisible(compared.scenario->bound.isJob);
  if (!compared.scenario->bound.isJob) {
    m_studying.cancel();
    m_study.reset();
    m_table.setTable({});
    m_twin->hide();
    m_curve->setPoints({});
    showNeither(tr("Requests come when they come: there is no job to be divided."));
    return setAnswer(tr("A stream of requests has no speedup: scaling is a question about jobs."));
  }
  showBody();
  m_studying.start([this, scenario = compared.scenario, id = m_id](const Background::Context& context) {
    // Quick first, provisional, then the normal answer in its place.
    for (const Effort effort : {Effort::Quick, Effort::Normal}) {
      ScaleOptions options;
      options.platform = fromQt(id);
      options.workers.resize(kMostWorkers);
      std::iota(options.workers.begin(), options.workers.end(), std::int64_t{1});
      options.study.effort = effort;
      options.study.stop = context.stop();
      options.study.progress = [&context](double fraction) { context.progress(fraction); };
      auto study = scale(scenario->bound, options);
      if (context.stop().stop_requested())
        return;
      context.deliver([this, study] {
        if (!study) {
          setAnswer(tr("Scaling was not simulated."), toQt(study.error().text()));
          Q_EMIT workbench().problem(tr("Scaling was not simulated"), study.error());
          return;
        }
        m_study = *study;
        m_table.setTable(scaleTable(*study));
        m_twin->fit();
        m_twin->show();
        showStudy();
      });
      if (!study)
        return;
    }
  });
  startRun();
}

void ScalingPanel::startRun() {
  const auto& compared = workbench().compared();
  const BoundPlatform* platform = platformOf(compared, m_id);
  if (platform == nullptr || !compared.scenario->bound.isJob)
    return;
  m_curve->setShown(m_workers->value());
  if (const double calls = expectedCalls(platform->model.run); calls > kMostCalls)
    return showNeither(
        tr("About %1 calls are too many to be drawn here; the speedup stands beside.").arg(toQt(showCount(calls))));
  const int workers = m_workers->value();
  m_running.start([this, model = withWorkers(platform->model, workers), seed = compared.scenario->bound.seed,
                   workers](const Background::Context& context) {
    TraceBuilder builder;
    RunContext run;
    run.stop = context.stop();
    if (!simulate(model.platform, model.run, {seed, 0}, run, &builder).complete)
      return;
    ScalingRun made;
    made.trace = std::make_shared<const Trace>(builder.build());
    if (!isCarrotField(*made.trace)) {
      made.spans = SpanPyramid::build(*made.trace, linesOf(*made.trace), context.stop());
      if (auto series = seriesOf(*made.trace, {}, context.stop()))
        made.series = std::make_shared<const TraceSeries>(std::move(*series));
      if (!made.spans || !made.series)
        return;
    }
    for (std::size_t row = 0; row < made.trace->rows(); ++row)
      if (const auto bounds = boundsOf(*made.trace, row))
        made.to = std::max(made.to, static_cast<double>(bounds->to()) / 1e9);
    context.deliver([this, made, workers] {
      m_view->showRun(made, static_cast<std::size_t>(workers));
      showShownSpeedup();
    });
  });
}

void ScalingPanel::showNeither(const QString& why) {
  m_running.cancel();
  m_view->showNeither(why);
}

// Of the number of workers that is shown.
void ScalingPanel::showShownSpeedup() {
  m_curve->setShown(m_workers->value());
  QString shown;
  if (m_study)
    for (const ScalePoint& point : m_study->points)
      if (point.workers == m_workers->value() && point.speedup.estimate)
        shown = toQt(showRatio(point.speedup.estimate->mean));
  m_view->setSpeedup(shown);
}

void ScalingPanel::showStudy() {
  const Answer answer = scaleAnswer(*m_study);
  setAnswer(answer, m_study->provisional);
  m_curve->setLabel({tr("Speedup of %1").arg(m_platform->currentText()), toQt(answer.headline)});
  m_curve->setPoints(pointsOf(*m_study));
  showShownSpeedup();
}

std::vector<Exportable> ScalingPanel::exportables() const {
  if (!m_study)
    return {};
  return {{QStringLiteral("scaling-speedup"),
           [this](const QString& file) { return m_curve->saveTo(file).has_value(); },
           {}},
          {QStringLiteral("scaling"), {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
