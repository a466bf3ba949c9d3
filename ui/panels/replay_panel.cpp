#include "ui/panels/replay_panel.h"

#include "ui/document/text.h"
#include "ui/panels/replay_text.h"
#include "ui/panels/replay_tools.h"
#include "ui/panels/replay_transport.h"
#include "ui/panels/workbench.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <cmath>

namespace coldframe::ui {

ReplayPanel::ReplayPanel(Workbench& bench, QWidget* parent)
    : Panel(bench, parent), m_clock(m_axis), m_tools(new ReplayTools), m_plot(new TimelinePlot(m_axis)),
      m_detail(new ReplayDetail(m_shown, m_axis)) {
  m_plot->setObjectName(QStringLiteral("timeline"));
  m_plot->setLabel({tr("Replay"), {}});
  auto* transport = new ReplayTransport(m_axis, m_clock);
  body()->addWidget(m_tools);
  body()->addWidget(m_plot, 1);
  body()->addWidget(transport);
  body()->addWidget(m_detail);
  showStanding();
  connect(m_tools, &ReplayTools::runChosen, this, &ReplayPanel::chooseRun);
  connect(m_tools, &ReplayTools::otherChosen, this, &ReplayPanel::chooseOther);
  connect(m_tools, &ReplayTools::lanesChosen, this, &ReplayPanel::chooseLanes);
  connect(m_tools, &ReplayTools::alignChosen, this, &ReplayPanel::align);
  connect(m_tools, &ReplayTools::stopChosen, this, &ReplayPanel::stop);
  for (Background* background : {&m_loading, &m_otherLoading}) {
    connect(background, &Background::busyChanged, this,
            [this] { m_tools->setBusy(m_loading.isBusy() || m_otherLoading.isBusy()); });
    connect(background, &Background::progressed, this, [this](double share, const QString& remaining) {
      const QString percent = tr("Reading: %1 %").arg(static_cast<int>(share * 100));
      setAnswer(remaining.isEmpty() ? percent : percent + u", " + remaining);
    });
  }
  connect(transport, &ReplayTransport::stepped, this, &ReplayPanel::step);
  connectViews();
  connect(&workbench(), &Workbench::comparedChanged, this, &ReplayPanel::followComparison);
  connect(&workbench(), &Workbench::selectionChanged, this, &ReplayPanel::followSelection);
  listRuns();
}

ReplayPanel::~ReplayPanel() {
  for (Background* background : {&m_loading, &m_ordering, &m_otherLoading})
    background->cancel();
}

void ReplayPanel::connectViews() {
  connect(m_plot, &TimelinePlot::pointedAt, m_detail, &ReplayDetail::showPlace);
  connect(m_plot, &TimelinePlot::pointerLeft, m_detail, &ReplayDetail::showResting);
  connect(m_plot, &TimelinePlot::measured, m_detail, &ReplayDetail::showMeasured);
  connect(m_plot, &TimelinePlot::clicked, this,
          [this](const TimelinePlot::Place& place) { m_axis.select(m_shown.rowAt(place)); });
  connect(m_plot, &PlotWidget::failed, this, [this](const QString& message) {
    Q_EMIT workbench().problem(tr("The chart was not saved"), makeError(ErrorKind::Output, fromQt(message)));
  });
  connect(&m_axis, &TimeAxis::selectionChanged, m_detail, &ReplayDetail::showResting);
  connect(&m_axis, &TimeAxis::markersChanged, m_detail, &ReplayDetail::showResting);
  connect(&m_axis, &TimeAxis::playheadChanged, m_detail, &ReplayDetail::showPlayhead);
}

void ReplayPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (m_stale)
    followScenario();
}

// After something else was said in its place.
void ReplayPanel::showStanding() {
  if (m_answer)
    showAnswer(*m_answer);
  else if (!m_shown.run)
    inviteScenario(tr("The log of a run, of Lithops for one, is replayed like a simulated one."));
}

void ReplayPanel::showAnswer(const Answer& answer) {
  m_answer = answer;
  QStringList notes;
  for (const std::string& sentence : sentencesOf(answer))
    notes << toQt(sentence);
  notes << m_shown.run->notes;
  setAnswer(m_shown.run->title + u": " + toQt(answer.headline), notes.join(u'\n'));
}

void ReplayPanel::chooseLanes(const LaneOptions& options) {
  m_lanes = options;
  m_lanesChosen = true;
  if (m_shown.run)
    order();
}

void ReplayPanel::order() {
  m_ordering.start([this, run = m_shown.run, lanes = m_lanes](const Background::Context& context) {
    if (const auto spans = SpanPyramid::build(*run->trace, lanes, context.stop()))
      context.deliver([this, run, spans] {
        if (m_shown.run != run)
          return;
        m_shown.spans = spans;
        m_plot->setSpans(spans, laneText(spans->options()));
        m_detail->showResting();
      });
  });
}

// To the next or previous instant at which a call starts or ends.
void ReplayPanel::step(bool forward) {
  if (!m_shown.run || m_shown.run->series->running.empty())
    return;
  const auto now = static_cast<std::int64_t>(std::llround(m_axis.playhead() * 1e9));
  const StepSeries& running = m_shown.run->series->running;
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
  if (!m_shown.run)
    return {};
  return {
      {QStringLiteral("replay-timeline"), [this](const QString& file) { return m_plot->saveTo(file).has_value(); }, {}},
      {QStringLiteral("replay-facts"), {}, [this] { return m_facts ? &*m_facts : nullptr; }}};
}

} // namespace coldframe::ui
