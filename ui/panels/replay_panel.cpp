#include "ui/panels/replay_panel.h"

#include "sim/report/trace_answer.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/replay_text.h"
#include "ui/panels/workbench.h"
#include "ui/plots/phase_legend.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <array>
#include <cmath>

namespace coldframe::ui {

namespace {

const QString kPlatform = QStringLiteral("platform:");
const QString kFile = QStringLiteral("file:");
const QString kOpen = QStringLiteral("open");
const QString kNone = QStringLiteral("none");
constexpr int kScrubSteps = 10'000;

struct Speed {
  const char* name;
  ReplaySpeed speed;
};
constexpr std::array<Speed, 7> kSpeeds{{{QT_TRANSLATE_NOOP("replay", "whole run in 10 s"), {0, 10}},
                                        {QT_TRANSLATE_NOOP("replay", "whole run in 30 s"), {0, 30}},
                                        {QT_TRANSLATE_NOOP("replay", "whole run in 2 min"), {0, 120}},
                                        {QT_TRANSLATE_NOOP("replay", "real time"), {1, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "10 × real time"), {10, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "60 × real time"), {60, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "3,600 × real time"), {3600, 0}}}};

// From the desktop's theme; where it has none, the style's own.
QIcon mediaIcon(const char* name, QStyle::StandardPixmap standard) {
  return QIcon::fromTheme(QString::fromLatin1(name), QApplication::style()->standardIcon(standard));
}

QToolButton* makeButton(const QIcon& icon, const QString& text, const QString& tip, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setIcon(icon);
  button->setAccessibleName(text);
  button->setToolTip(tip);
  button->setAutoRaise(true);
  return button;
}

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

QString laneName(const LaneOptions& options) {
  switch (options.lanes) {
  case LaneKind::Environment:
    return QObject::tr("environments");
  case LaneKind::Worker:
    return QObject::tr("workers");
  case LaneKind::Call:
    break;
  }
  return QObject::tr("calls by %1").arg(toQt(kCallOrderNames[static_cast<std::size_t>(options.order)]));
}

} // namespace

ReplayPanel::ReplayPanel(Workbench& bench, QWidget* parent) : Panel(bench, parent), m_clock(m_axis) {
  makeTools(body());
  m_plot = new TimelinePlot(m_axis, this);
  m_plot->setObjectName(QStringLiteral("timeline"));
  m_plot->setLabel({tr("Replay"), {}});
  body()->addWidget(m_plot, 1);
  makeTransport(body());
  makeDetail(body());
  setAnswer(tr("Nothing to replay yet: open a scenario or a trace."));

  connect(m_plot, &TimelinePlot::pointedAt, this, &ReplayPanel::pointAt);
  connect(m_plot, &TimelinePlot::pointerLeft, this, &ReplayPanel::sayRestingText);
  connect(m_plot, &TimelinePlot::clicked, this, &ReplayPanel::selectAt);
  connect(m_plot, &TimelinePlot::measured, this, [this](double from, double to) {
    if (m_run)
      say(tr("measured"), stretchText(*m_run, from, to));
  });
  connect(m_plot, &PlotWidget::failed, this, [this](const QString& message) {
    Q_EMIT workbench().problem(tr("The chart was not saved"), makeError(ErrorKind::Output, fromQt(message)));
  });
  connect(&m_axis, &TimeAxis::selectionChanged, this, &ReplayPanel::sayRestingText);
  connect(&m_axis, &TimeAxis::markersChanged, this, &ReplayPanel::sayRestingText);
  connect(&m_axis, &TimeAxis::playheadChanged, this, [this] {
    const double share = (m_axis.playhead() - m_axis.from()) / (m_axis.to() - m_axis.from());
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setValue(static_cast<int>(std::lround(share * kScrubSteps)));
    if (m_run)
      m_now->setText(instantText(*m_run, m_axis.playhead()));
  });
  connect(&workbench(), &Workbench::comparedChanged, this, &ReplayPanel::followComparison);
  connect(&workbench(), &Workbench::selectionChanged, this, [this] {
    if (isVisible() && m_key.startsWith(kPlatform) && !workbench().selectedPlatform().isEmpty())
      showPlatform(workbench().selectedPlatform());
  });
  listSources();
}

ReplayPanel::~ReplayPanel() {
  for (Background* background : {&m_loading, &m_ordering, &m_otherLoading})
    background->cancel();
}

void ReplayPanel::makeTools(QVBoxLayout* into) {
  auto* row = new QHBoxLayout;
  const auto labelled = [this, row](const QString& name, QComboBox* box) {
    auto* label = new QLabel(name, this);
    label->setBuddy(box);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setAccessibleName(name);
    row->addWidget(label);
    row->addWidget(box);
    row->addSpacing(fontMetrics().averageCharWidth());
  };
  m_source = new QComboBox(this);
  m_source->setObjectName(QStringLiteral("source"));
  labelled(tr("Run"), m_source);
  m_compareWith = new QComboBox(this);
  m_compareWith->setObjectName(QStringLiteral("compareWith"));
  labelled(tr("beside"), m_compareWith);
  m_kind = new QComboBox(this);
  m_kind->setObjectName(QStringLiteral("lanes"));
  m_kind->addItems({tr("calls"), tr("environments"), tr("workers")});
  labelled(tr("a line for"), m_kind);
  m_sort = new QComboBox(this);
  m_sort->setObjectName(QStringLiteral("order"));
  for (const std::string_view name : kCallOrderNames)
    m_sort->addItem(toQt(name));
  labelled(tr("by"), m_sort);

  m_filter = new QToolButton(this);
  m_filter->setText(tr("all states"));
  m_filter->setAccessibleName(tr("Which calls are shown"));
  m_filter->setPopupMode(QToolButton::InstantPopup);
  m_filterMenu = new QMenu(m_filter);
  m_filter->setMenu(m_filterMenu);
  for (std::size_t state = 0; state < kCallStateCount; ++state) {
    QAction* action = m_filterMenu->addAction(toQt(kCallStateNames[state]));
    action->setCheckable(true);
    action->setChecked(true);
    connect(action, &QAction::toggled, this, [this, state](bool shown) {
      LaneOptions options = m_lanes;
      options.shown[state] = shown;
      setLanes(options);
    });
  }
  row->addWidget(m_filter);
  row->addStretch(1);
  into->addLayout(row);

  connect(m_source, &QComboBox::activated, this, &ReplayPanel::chooseSource);
  connect(m_compareWith, &QComboBox::activated, this, &ReplayPanel::chooseOther);
  connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int index) {
    LaneOptions options = m_lanes;
    options.lanes = static_cast<LaneKind>(index);
    setLanes(options);
  });
  connect(m_sort, &QComboBox::currentIndexChanged, this, [this](int index) {
    LaneOptions options = m_lanes;
    options.order = static_cast<CallOrder>(index);
    setLanes(options);
  });
}

void ReplayPanel::makeTransport(QVBoxLayout* into) {
  auto* row = new QHBoxLayout;
  auto* begin = makeButton(mediaIcon("media-skip-backward", QStyle::SP_MediaSkipBackward), tr("To the beginning"),
                           tr("To the beginning (Home)"), this);
  auto* before = makeButton(mediaIcon("media-seek-backward", QStyle::SP_MediaSeekBackward), tr("Step back"),
                            tr("To the change before (,)"), this);
  m_play = makeButton(mediaIcon("media-playback-start", QStyle::SP_MediaPlay), tr("Play"), tr("Play or pause (Space)"),
                      this);
  m_play->setObjectName(QStringLiteral("play"));
  auto* after = makeButton(mediaIcon("media-seek-forward", QStyle::SP_MediaSeekForward), tr("Step"),
                           tr("To the next change (.)"), this);
  auto* end = makeButton(mediaIcon("media-skip-forward", QStyle::SP_MediaSkipForward), tr("To the end"),
                         tr("To the end (End)"), this);
  m_scrub = new QSlider(Qt::Horizontal, this);
  m_scrub->setRange(0, kScrubSteps);
  m_scrub->setValue(kScrubSteps);
  m_scrub->setAccessibleName(tr("Playhead"));
  m_scrub->setObjectName(QStringLiteral("scrub"));
  m_speed = new QComboBox(this);
  for (const Speed& speed : kSpeeds)
    m_speed->addItem(QCoreApplication::translate("replay", speed.name));
  m_speed->setAccessibleName(tr("Speed"));
  for (QWidget* widget : std::initializer_list<QWidget*>{begin, before, m_play, after, end})
    row->addWidget(widget);
  row->addWidget(m_scrub, 1);
  row->addWidget(m_speed);
  into->addLayout(row);

  connect(begin, &QToolButton::clicked, this, [this] { m_axis.setPlayhead(m_axis.from()); });
  connect(end, &QToolButton::clicked, this, [this] { m_axis.setPlayhead(m_axis.to()); });
  connect(before, &QToolButton::clicked, this, [this] { step(false); });
  connect(after, &QToolButton::clicked, this, [this] { step(true); });
  connect(m_play, &QToolButton::clicked, &m_clock, &ReplayClock::toggle);
  connect(&m_clock, &ReplayClock::playingChanged, this, [this](bool playing) {
    m_play->setIcon(playing ? mediaIcon("media-playback-pause", QStyle::SP_MediaPause)
                            : mediaIcon("media-playback-start", QStyle::SP_MediaPlay));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
  });
  connect(m_speed, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_clock.setSpeed(kSpeeds[static_cast<std::size_t>(index)].speed); });
  m_clock.setSpeed(kSpeeds.front().speed);
  connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
    m_axis.setPlayhead(m_axis.from() + (m_axis.to() - m_axis.from()) * value / kScrubSteps);
  });
}

void ReplayPanel::makeDetail(QVBoxLayout* into) {
  auto* legendRow = new QHBoxLayout;
  m_now = new QLabel(this);
  m_now->setObjectName(QStringLiteral("now"));
  legendRow->addWidget(new PhaseLegend(this));
  legendRow->addStretch(1);
  legendRow->addWidget(m_now);
  into->addLayout(legendRow);
  m_who = new QLabel(this);
  m_what = new QLabel(this);
  m_what->setWordWrap(true);
  QFont bold = m_who->font();
  bold.setWeight(QFont::DemiBold);
  m_who->setFont(bold);
  for (QLabel* label : {m_who, m_what}) {
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    into->addWidget(label);
  }
  m_what->setMinimumHeight(m_what->fontMetrics().lineSpacing());
}

void ReplayPanel::listSources() {
  const QSignalBlocker quietSource(m_source);
  const QSignalBlocker quietOther(m_compareWith);
  const QVariant other = m_compareWith->currentData();
  m_source->clear();
  m_compareWith->clear();
  m_compareWith->addItem(tr("nothing"), kNone);
  const auto add = [this](const QString& text, const QString& key) {
    m_source->addItem(text, key);
    m_compareWith->addItem(text, key);
  };
  if (const auto& scenario = workbench().compared().scenario)
    for (const BoundPlatform& platform : scenario->bound.platforms)
      add(toQt(platform.label.empty() ? platform.id : platform.label), QString(kPlatform + toQt(platform.id)));
  if (m_key.startsWith(kFile) && m_run)
    m_source->addItem(m_run->title, m_key);
  if (m_otherRun && other.toString().startsWith(kFile))
    m_compareWith->addItem(m_otherRun->title, other);
  add(tr("open a trace …"), kOpen);
  m_source->setCurrentIndex(m_source->findData(m_key));
  m_compareWith->setCurrentIndex(std::max(0, m_compareWith->findData(other)));
}

void ReplayPanel::followComparison() {
  m_stale = true;
  listSources();
  if (isVisible())
    followScenario();
}

// A trace file stays; a platform that was chosen here stays as long as the scenario has it.
void ReplayPanel::followScenario() {
  if (m_key.startsWith(kFile))
    return;
  const bool stays = m_key.startsWith(kPlatform) && m_source->findData(m_key) >= 0;
  showPlatform(stays ? m_key.mid(kPlatform.size()) : workbench().selectedPlatform());
}

void ReplayPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (m_stale)
    followScenario();
}

ReplayPanel::Maker ReplayPanel::platformMaker(const QString& id) const {
  const auto scenario = workbench().compared().scenario;
  return [scenario, id](const std::stop_token& stop) { return simulateRun(*scenario, fromQt(id), stop); };
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

void ReplayPanel::openTrace(const QString& path) {
  load([path](const std::stop_token& stop) { return readRun(path, stop); }, kFile + path);
}

void ReplayPanel::showTrace(std::shared_ptr<const Trace> trace, const QString& name) {
  load([trace, name](const std::stop_token& stop) { return makeRun(trace, name, {}, stop); }, kFile + name);
}

std::optional<QString> ReplayPanel::askForTrace() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Open a trace"), {}, tr("Traces (*.json *.zst *.gz *.csv *.jsonl *.log);;All files (*)"));
  return path.isEmpty() ? std::nullopt : std::optional(path);
}

void ReplayPanel::chooseSource(int index) {
  const QString key = m_source->itemData(index).toString();
  if (key.startsWith(kPlatform))
    return showPlatform(key.mid(kPlatform.size()));
  if (key == kOpen)
    if (const auto path = askForTrace())
      openTrace(*path);
  listSources();
}

void ReplayPanel::chooseOther(int index) {
  const QString key = m_compareWith->itemData(index).toString();
  m_otherRun.reset();
  m_other.reset();
  m_plot->setOther(nullptr);
  if (key.startsWith(kPlatform))
    return loadOther(platformMaker(key.mid(kPlatform.size())));
  if (key == kOpen)
    if (const auto path = askForTrace()) {
      const QSignalBlocker quiet(m_compareWith);
      m_compareWith->setItemData(index, QString(kFile + *path));
      return loadOther([file = *path](const std::stop_token& stop) { return readRun(file, stop); });
    }
  listSources();
}

void ReplayPanel::load(Maker make, const QString& key) {
  m_clock.pause();
  m_key = key;
  m_loading.start([this, make = std::move(make), lanes = m_lanes,
                   chosen = m_lanesChosen](const Background::Context& context) mutable {
    auto made = make(context.stop());
    if (!made) {
      if (!context.stop().stop_requested())
        context.deliver([this, error = made.error()] {
          m_key.clear();
          listSources();
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
      m_spans = spans;
      m_lanes = spans->options();
      showLanes();
      showRun(run);
    });
    // The picture stands; the facts may follow.
    const TraceSummary summary = summarize(*run->trace);
    const TraceStatistics statistics = statisticsOf(*run->trace);
    context.deliver(
        [this, table = traceTable(*run->trace, summary, statistics), answer = traceAnswer(summary, statistics)] {
          m_facts = table;
          showAnswer(answer);
        });
  });
}

void ReplayPanel::loadOther(Maker make) {
  if (!m_run)
    return;
  m_otherLoading.start([this, make = std::move(make), first = m_run](const Background::Context& context) {
    auto made = make(context.stop());
    if (!made) {
      if (!context.stop().stop_requested())
        context.deliver([this, error = made.error()] {
          listSources();
          Q_EMIT workbench().problem(tr("The second run cannot be shown"), error);
        });
      return;
    }
    const auto other = std::make_shared<const ReplayRun>(std::move(*made));
    auto beside = std::make_shared<TimelinePlot::Other>();
    beside->series = other->series;
    beside->calls = callsBeside(*first->trace, *other->trace);
    context.deliver([this, first, other, beside] {
      if (m_run != first)
        return;
      m_otherRun = other;
      m_other = beside;
      m_plot->setOther(beside);
      sayRestingText();
    });
  });
}

void ReplayPanel::showRun(std::shared_ptr<const ReplayRun> run) {
  m_run = std::move(run);
  m_facts.reset();
  m_otherRun.reset();
  m_other.reset();
  m_plot->setOther(nullptr);
  m_plot->setLabel({tr("Replay of %1").arg(m_run->title), m_run->provenance});
  m_plot->setData([this] { return m_facts.value_or(Table{}); });
  m_axis.setWhole(m_run->from, m_run->to);
  m_plot->setSeries(m_run->series, m_run->cost.inMoney, m_run->costKnown);
  if (m_spans->options() == m_lanes)
    m_plot->setSpans(m_spans, laneName(m_lanes));
  else
    order();
  m_now->setText(instantText(*m_run, m_axis.playhead()));
  listSources();
  sayRestingText();
}

void ReplayPanel::showAnswer(const Answer& answer) {
  QStringList notes;
  for (const std::string& sentence : answer.evidence)
    notes << toQt(sentence);
  for (const std::string& sentence : answer.caveats)
    notes << toQt(sentence);
  notes << m_run->notes;
  setAnswer(m_run->title + u": " + toQt(answer.headline), notes.join(QStringLiteral(" ")));
}

void ReplayPanel::setLanes(LaneOptions options) {
  if (options == m_lanes)
    return;
  m_lanes = options;
  m_lanesChosen = true;
  showLanes();
  if (m_run)
    order();
}

void ReplayPanel::showLanes() {
  const QSignalBlocker quiet(m_kind);
  m_kind->setCurrentIndex(static_cast<int>(m_lanes.lanes));
  m_sort->setEnabled(m_lanes.lanes == LaneKind::Call);
  QStringList shown;
  for (std::size_t state = 0; state < kCallStateCount; ++state)
    if (m_lanes.shown[state])
      shown << toQt(kCallStateNames[state]);
  m_filter->setText(shown.size() == kCallStateCount ? tr("all states") : shown.join(QStringLiteral(", ")));
}

void ReplayPanel::order() {
  m_ordering.start([this, run = m_run, lanes = m_lanes](const Background::Context& context) {
    if (const auto spans = SpanPyramid::build(*run->trace, lanes, context.stop()))
      context.deliver([this, run, spans] {
        if (m_run != run)
          return;
        m_spans = spans;
        m_plot->setSpans(spans, laneName(spans->options()));
        sayRestingText();
      });
  });
}

std::optional<std::size_t> ReplayPanel::rowAt(const TimelinePlot::Place& place) const {
  if (!m_spans || place.part != TimelinePlot::Part::Spans || place.lane < 0)
    return std::nullopt;
  const auto lane = static_cast<std::size_t>(place.lane);
  const double slack = 2 * place.secondsPerPixel;
  return m_spans
      ->count(static_cast<std::int64_t>((place.seconds - slack) * 1e9),
              static_cast<std::int64_t>((place.seconds + slack) * 1e9) + 1, lane, lane + 1)
      .firstRow;
}

void ReplayPanel::selectAt(const TimelinePlot::Place& place) {
  m_axis.select(rowAt(place));
}

void ReplayPanel::pointAt(const TimelinePlot::Place& place) {
  if (!m_run || !m_spans)
    return;
  if (place.part == TimelinePlot::Part::Spans && place.lane >= 0) {
    const auto lane = static_cast<std::size_t>(place.lane);
    const auto lanes = static_cast<std::size_t>(std::ceil(place.lanesPerPixel));
    if (place.lanesPerPixel > 1) {
      const SpanCount count = m_spans->count(
          static_cast<std::int64_t>(place.seconds * 1e9),
          static_cast<std::int64_t>((place.seconds + place.secondsPerPixel) * 1e9) + 1, lane, lane + lanes);
      if (count.calls > 1) {
        const CallText text = crowdText(count);
        return say(text.who, text.what);
      }
    }
    if (const auto row = rowAt(place)) {
      const CallText text = callText(*m_run, *row);
      const bool beside = m_other && *row < m_other->calls.size() && m_other->calls[*row];
      return say(text.who, beside
                               ? text.what + u"\n" + besideText(*m_run, *row, *m_other->calls[*row], m_otherRun->title)
                               : text.what);
    }
  }
  say(instantText(*m_run, place.seconds), {});
}

void ReplayPanel::say(const QString& who, const QString& what) {
  m_who->setText(who);
  m_what->setText(what);
}

QString ReplayPanel::detail() const {
  return m_who->text() + u"\n" + m_what->text();
}

// What stands there while nothing is pointed at: the selected call, the markers, or how it is used.
void ReplayPanel::sayRestingText() {
  if (!m_run)
    return say({}, {});
  if (m_axis.markerA() && m_axis.markerB())
    return say(tr("A → B"), stretchText(*m_run, *m_axis.markerA(), *m_axis.markerB()));
  if (const auto row = m_axis.selectedRow()) {
    const CallText text = callText(*m_run, *row);
    return say(text.who, text.what);
  }
  if (m_spans && m_spans->clocksDisagree() > 0)
    return say(tr("clocks disagree"), tr("In %1 calls a stamp of one clock lies before the stamp of another that it "
                                         "follows. Phases that would be negative are drawn empty.")
                                          .arg(toQt(showCount(static_cast<double>(m_spans->clocksDisagree())))));
  say(tr("Point at a call to see its stages."),
      tr("Wheel zooms time, Ctrl+wheel the lines, drag pans, Shift-drag measures, [ and ] set markers, 0 shows all."));
}

// To the next or previous instant at which a call starts or ends.
void ReplayPanel::step(bool forward) {
  if (!m_run || m_run->series->running.empty())
    return;
  const auto now = static_cast<std::int64_t>(std::llround(m_axis.playhead() * 1e9));
  const StepSeries& running = m_run->series->running;
  m_clock.pause();
  m_axis.setPlayhead(static_cast<double>(forward ? running.nextStep(now) : running.previousStep(now)) / 1e9);
}

void ReplayPanel::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
  case Qt::Key_Space:
    return m_clock.toggle();
  case Qt::Key_Comma:
    return step(false);
  case Qt::Key_Period:
    return step(true);
  case Qt::Key_End:
    return m_axis.setPlayhead(m_axis.to());
  default:
    Panel::keyPressEvent(event);
  }
}

std::vector<Exportable> ReplayPanel::exportables() const {
  if (!m_run)
    return {};
  return {
      {QStringLiteral("replay-timeline"), [this](const QString& file) { return m_plot->saveTo(file).has_value(); }, {}},
      {QStringLiteral("replay-facts"), {}, [this] { return m_facts ? &*m_facts : nullptr; }}};
}

} // namespace coldframe::ui
