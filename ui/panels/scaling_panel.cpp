#include "ui/panels/scaling_panel.h"

#include "sim/report/scale_report.h"
#include "sim/run/simulate.h"
#include "sim/study/parallelism.h"
#include "sim/study/workload_size.h"
#include "sim/trace/trace_builder.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/workbench.h"
#include "ui/plots/carrot_field.h"
#include "ui/plots/carrot_scene.h"
#include "ui/plots/speedup_chart.h"
#include "ui/plots/timeline_plot.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>
#include <cmath>
#include <numeric>

namespace coldframe::ui {

namespace {

constexpr int kScrubSteps = 1000;
constexpr double kRunIn = 10; // seconds that a run takes on the screen
constexpr double kMostCalls = 100'000;

QIcon playIcon(bool playing) {
  return QIcon::fromTheme(playing ? QStringLiteral("media-playback-pause") : QStringLiteral("media-playback-start"),
                          QApplication::style()->standardIcon(playing ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
}

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

ScalingPanel::ScalingPanel(Workbench& bench, QWidget* parent) : Panel(bench, parent), m_clock(m_axis) {
  m_clock.setSpeed({0, kRunIn});
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setChildrenCollapsible(false);
  split->addWidget(makeField());
  split->addWidget(makeCurve());
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({3'000, 2'000}); // a proportion: the layout brings it down to what there is
  body()->addWidget(split, 1);
  setAnswer(tr("Nothing to scale yet: open a scenario with a job."));
  connect(&workbench(), &Workbench::comparedChanged, this, [this] {
    m_stale = true;
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

QWidget* ScalingPanel::makeField() {
  auto* side = new QWidget(this);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  auto* choices = new QHBoxLayout;
  m_platform = new QComboBox(side);
  m_platform->setObjectName(QStringLiteral("platform"));
  m_platform->setAccessibleName(tr("Platform"));
  m_platform->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_workers = new QSpinBox(side);
  m_workers->setObjectName(QStringLiteral("workers"));
  m_workers->setRange(1, kMostWorkers);
  m_workers->setValue(8);
  m_workersLabel = new QLabel(tr("&workers"), side);
  m_workersLabel->setBuddy(m_workers);
  choices->addWidget(m_platform);
  choices->addSpacing(fontMetrics().averageCharWidth());
  choices->addWidget(m_workersLabel);
  choices->addWidget(m_workers);
  choices->addStretch(1);
  column->addLayout(choices);

  m_field = new CarrotField(m_axis, side);
  m_noField = new QLabel(side);
  m_noField->setObjectName(QStringLiteral("noField"));
  m_noField->setWordWrap(true);
  m_noField->setAlignment(Qt::AlignCenter);
  m_noField->hide();
  m_lines = new TimelinePlot(m_axis, side);
  m_lines->setObjectName(QStringLiteral("lines"));
  m_lines->setLabel({tr("The run, a line a worker"), {}});
  m_lines->hide();
  column->addWidget(m_field, 1);
  column->addWidget(m_lines, 1);
  column->addWidget(m_noField, 1);

  auto* transport = new QHBoxLayout;
  m_play = new QToolButton(side);
  m_play->setObjectName(QStringLiteral("play"));
  m_play->setAutoRaise(true);
  m_play->setIcon(playIcon(false));
  m_play->setAccessibleName(tr("Play"));
  m_scrub = new QSlider(Qt::Horizontal, side);
  m_scrub->setRange(0, kScrubSteps);
  m_scrub->setAccessibleName(tr("Playhead"));
  m_count = new QLabel(side);
  m_count->setObjectName(QStringLiteral("count"));
  transport->addWidget(m_play);
  transport->addWidget(m_scrub, 1);
  transport->addWidget(m_count);
  column->addLayout(transport);
  m_why = new QLabel(side);
  m_why->setObjectName(QStringLiteral("why"));
  m_why->setWordWrap(true);
  column->addWidget(m_why);

  connect(m_platform, &QComboBox::activated, this,
          [this](int index) { showPlatform(m_platform->itemData(index).toString()); });
  connect(m_workers, &QSpinBox::valueChanged, this, [this] { startRun(); });
  connect(m_play, &QToolButton::clicked, &m_clock, &ReplayClock::toggle);
  connect(&m_clock, &ReplayClock::playingChanged, this, [this](bool playing) { m_play->setIcon(playIcon(playing)); });
  connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
    m_axis.setPlayhead(m_axis.from() + (m_axis.to() - m_axis.from()) * value / kScrubSteps);
  });
  connect(&m_axis, &TimeAxis::playheadChanged, this, &ScalingPanel::count);
  return side;
}

QWidget* ScalingPanel::makeCurve() {
  m_curve = new SpeedupChart(this);
  m_curve->setObjectName(QStringLiteral("speedup"));
  m_curve->setLabel({tr("Speedup"), {}});
  m_curve->setData([this] { return m_table.value_or(Table{}); });
  return m_curve;
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
  for (QWidget* control :
       std::initializer_list<QWidget*>{m_platform, m_workersLabel, m_workers, m_curve, m_play, m_scrub})
    control->setVisible(compared.scenario->bound.isJob);
  if (!compared.scenario->bound.isJob) {
    m_studying.cancel();
    m_study.reset();
    m_table.reset();
    m_curve->setPoints({});
    showNeither(tr("Requests come when they come: there is no job to be divided."));
    return setAnswer(tr("A stream of requests has no speedup: scaling is a question about jobs."));
  }
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
          Q_EMIT workbench().problem(tr("Scaling was not simulated"), study.error());
          return;
        }
        m_study = *study;
        m_table = scaleTable(*study);
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
    const auto trace = std::make_shared<const Trace>(builder.build());
    std::shared_ptr<const SpanPyramid> spans;
    std::shared_ptr<const TraceSeries> series;
    if (!isCarrotField(*trace)) {
      spans = SpanPyramid::build(*trace, linesOf(*trace), context.stop());
      if (auto made = seriesOf(*trace, {}, context.stop()))
        series = std::make_shared<const TraceSeries>(std::move(*made));
      if (!spans || !series)
        return;
    }
    context.deliver([this, trace, spans, series, workers] {
      const bool wasPlaying = m_clock.isPlaying();
      double to = 0;
      for (std::size_t row = 0; row < trace->rows(); ++row)
        if (const auto bounds = boundsOf(*trace, row))
          to = std::max(to, static_cast<double>(bounds->to()) / 1e9);
      if (spans)
        showLines(trace, spans, series);
      else
        showField(trace, static_cast<std::size_t>(workers));
      m_axis.setWhole(0, to);
      m_axis.setPlayhead(to * 0.45); // in the middle of things
      if (wasPlaying) {
        m_axis.setPlayhead(0);
        m_clock.play();
      }
      m_curve->setShown(workers);
      count();
    });
  });
}

void ScalingPanel::showField(std::shared_ptr<const Trace> trace, std::size_t workers) {
  m_trace = std::move(trace);
  m_field->show();
  m_lines->hide();
  m_noField->hide();
  m_field->setTrace(m_trace, workers);
  setTransportEnabled(true);
}

void ScalingPanel::showLines(std::shared_ptr<const Trace> trace, std::shared_ptr<const SpanPyramid> spans,
                             std::shared_ptr<const TraceSeries> series) {
  m_trace = std::move(trace);
  m_field->setTrace(nullptr, 0);
  m_field->hide();
  m_noField->hide();
  m_lines->setSeries(std::move(series), false, false);
  m_lines->setSpans(std::move(spans), tr("workers"));
  m_lines->show();
  setTransportEnabled(true);
}

void ScalingPanel::showNeither(const QString& why) {
  m_running.cancel();
  m_trace.reset();
  m_field->setTrace(nullptr, 0);
  m_field->hide();
  m_lines->hide();
  m_noField->setText(why);
  m_noField->show();
  m_why->setText({});
  m_count->setText({});
  setTransportEnabled(false);
}

void ScalingPanel::setTransportEnabled(bool enabled) {
  if (!enabled)
    m_clock.pause();
  m_play->setEnabled(enabled);
  m_scrub->setEnabled(enabled);
}

const ScalePoint* ScalingPanel::point() const {
  if (m_study)
    for (const ScalePoint& point : m_study->points)
      if (point.workers == m_workers->value())
        return &point;
  return nullptr;
}

void ScalingPanel::showStudy() {
  const Answer answer = scaleAnswer(*m_study);
  QStringList notes;
  for (const std::string& sentence : answer.evidence)
    notes << toQt(sentence);
  const QString first = notes.isEmpty() ? toQt(answer.headline) : notes.takeFirst();
  setAnswer(first, notes.join(QChar(u' ')), m_study->provisional);
  m_curve->setLabel({tr("Speedup of %1").arg(m_platform->currentText()), toQt(answer.headline)});
  m_curve->setPoints(pointsOf(*m_study));
  m_curve->setShown(m_workers->value());
  count();
}

// The clock and what has been done by it, and why some stand idle.
void ScalingPanel::count() {
  const double share = (m_axis.playhead() - m_axis.from()) / (m_axis.to() - m_axis.from());
  {
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setValue(static_cast<int>(std::lround(share * kScrubSteps)));
  }
  const CarrotScene scene = m_field->scene();
  QString text = toQt(showDuration(m_axis.playhead()));
  if (scene.carrots > 0)
    text += tr(" · %1 of %2").arg(scene.pulled).arg(scene.carrots);
  const ScalePoint* shown = point();
  if (shown != nullptr && shown->speedup.estimate)
    text += tr(" · %1").arg(toQt(showRatio(shown->speedup.estimate->mean)));
  m_count->setText(text);
  const auto idle = std::ranges::count(scene.harvesters, Harvester::State::Idle, &Harvester::state);
  if (idle > 0)
    m_why->setText(tr("%n of the workers stand idle: there are %1 rows, and a row cannot be shared.", nullptr,
                      static_cast<int>(idle))
                       .arg(scene.rows.size()));
  else if (scene.rows.size() > 0 && scene.rows.size() % scene.harvesters.size() != 0)
    m_why->setText(tr("%1 rows do not divide among %2 workers: some stand idle at the end.")
                       .arg(scene.rows.size())
                       .arg(scene.harvesters.size()));
  else
    m_why->setText({});
}

std::vector<Exportable> ScalingPanel::exportables() const {
  if (!m_study)
    return {};
  return {{QStringLiteral("scaling-speedup"),
           [this](const QString& file) { return m_curve->saveTo(file).has_value(); },
           {}},
          {QStringLiteral("scaling"), {}, [this] { return m_table ? &*m_table : nullptr; }}};
}

} // namespace coldframe::ui
