#include "ui/panels/study_panel.h"

#include "sim/base/parallel_for.h"
#include "ui/document/text.h"
#include "ui/panels/workbench.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <chrono>

namespace coldframe::ui {

namespace {

// A quick answer that took longer is not refined unasked: the normal one takes several times as long.
constexpr std::chrono::milliseconds kRefinedUnasked(1'500);
constexpr int kProgressSteps = 1000;

} // namespace

StudyPanel::StudyPanel(Workbench& bench, QWidget* parent)
    : Panel(bench, parent), m_choices(new QHBoxLayout), m_content(new QWidget), m_results(new QVBoxLayout(m_content)),
      m_instead(new Invitation), m_progress(new QProgressBar(this)), m_remaining(new QLabel(this)),
      m_stop(new QToolButton(this)), m_refine(new QToolButton(this)) {
  m_progress->setMaximum(kProgressSteps);
  m_progress->setMaximumWidth(20 * fontMetrics().averageCharWidth());
  m_progress->setTextVisible(false);
  m_stop->setObjectName(QStringLiteral("stop"));
  m_stop->setText(tr("Stop"));
  m_stop->setToolTip(tr("Keep what is finished, and stop"));
  m_stop->setIcon(QIcon::fromTheme(QStringLiteral("media-playback-stop")));
  m_refine->setObjectName(QStringLiteral("refine"));
  m_refine->setText(tr("Refine"));
  m_refine->setToolTip(tr("Simulate with all replications: takes longer than this answer did"));
  m_refine->setIcon(QIcon::fromTheme(QStringLiteral("view-refresh")));
  for (QToolButton* button : {m_stop, m_refine})
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* row = new QHBoxLayout;
  row->addLayout(m_choices);
  row->addStretch(1);
  for (QWidget* part : std::initializer_list<QWidget*>{m_remaining, m_progress, m_stop, m_refine}) {
    row->addWidget(part);
    part->hide();
  }
  m_results->setContentsMargins({});
  m_results->setSpacing(Panel::body()->spacing());
  m_instead->setObjectName(QStringLiteral("instead"));
  m_instead->hide();
  Panel::body()->addLayout(row);
  Panel::body()->addWidget(m_content, 1);
  Panel::body()->addWidget(m_instead, 1);

  connect(m_stop, &QToolButton::clicked, this, &StudyPanel::stop);
  connect(m_refine, &QToolButton::clicked, this, [this] {
    m_refining = true;
    ask();
  });
  connect(&m_background, &Background::busyChanged, this, [this](bool busy) {
    for (QWidget* part : std::initializer_list<QWidget*>{m_remaining, m_progress, m_stop})
      part->setVisible(busy);
    m_remaining->clear();
    m_progress->setValue(0);
  });
  connect(&m_background, &Background::progressed, this, [this](double fraction, const QString& remaining) {
    m_progress->setValue(static_cast<int>(fraction * kProgressSteps));
    m_remaining->setText(remaining);
  });
  connect(&bench, &Workbench::comparedChanged, this, &StudyPanel::follow);
}

StudyPanel::~StudyPanel() {
  m_background.cancel();
}

void StudyPanel::follow() {
  // A comparison is delivered twice, provisional and refined: the scenario is the same.
  const auto& newest = workbench().compared().scenario;
  if (newest == m_scenario)
    return;
  m_scenario = newest;
  m_stale = true;
  m_background.cancel();
  if (m_scenario == nullptr) {
    m_refine->hide();
    forget();
    inviteScenario();
    m_stale = false;
  } else if (isVisible()) {
    prepare();
  }
}

void StudyPanel::prepare() {
  if (m_scenario == nullptr)
    follow();
  if (m_scenario != nullptr && m_stale)
    askAgain();
}

void StudyPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  prepare();
}

void StudyPanel::askAgain() {
  m_stale = false;
  m_refining = false;
  if (m_scenario != nullptr)
    ask();
}

void StudyPanel::sayWhyNot(const QString& sentence) {
  m_background.cancel();
  m_refine->hide();
  forget();
  setAnswer(sentence);
  m_content->hide();
  m_instead->show(QIcon::fromTheme(iconName()),
                  tr("Another choice above, or a change of the scenario, may have an answer."), {});
}

void StudyPanel::showResults() {
  m_instead->hide();
  m_content->show();
}

void StudyPanel::fail(const Error& error) {
  if (error.kind == ErrorKind::Interrupted)
    return setAnswer(tr("Stopped before there was an answer. F5 or another choice asks again."));
  sayWhyNot(toQt(error.text()));
}

void StudyPanel::run(Ask ask) {
  showBody();
  showResults();
  m_refine->hide();
  const bool refining = m_refining;
  m_background.start([this, ask = std::move(ask), scenario = m_scenario, refining,
                      &catalogue = workbench().document().catalogue()](const Background::Context& context) {
    for (const Effort effort : {Effort::Quick, Effort::Normal}) {
      if (effort == Effort::Quick && refining)
        continue;
      StudyOptions options;
      options.effort = effort;
      options.jobs = availableThreads();
      options.stop = context.stop();
      options.progress = [&context](double fraction) { context.progress(fraction); };
      const auto began = std::chrono::steady_clock::now();
      auto shown = ask({scenario->scenario, catalogue}, options);
      context.deliver([this, shown, scenario] {
        if (scenario != m_scenario) // stopped because another was opened
          return;
        if (shown)
          (*shown)();
        else
          fail(shown.error());
      });
      if (!shown || context.stop().stop_requested())
        return;
      if (effort == Effort::Quick && std::chrono::steady_clock::now() - began > kRefinedUnasked)
        return context.deliver([this] {
          m_refine->show();
          sayNotRefined();
        });
    }
  });
}

QComboBox* StudyPanel::addPlatformChoice() {
  auto* choice = new QComboBox(this);
  choice->setObjectName(QStringLiteral("platform"));
  choice->setAccessibleName(tr("Platform"));
  choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_choices->addWidget(choice);
  connect(choice, &QComboBox::activated, this, &StudyPanel::askAgain);
  return choice;
}

void StudyPanel::listPlatforms(QComboBox& choice, const std::function<bool(const BoundPlatform&)>& suits) {
  const QSignalBlocker quiet(&choice);
  const QString before = choice.currentData().toString();
  choice.clear();
  int first = -1; // function
  for (const BoundPlatform& platform : m_scenario->bound.platforms)
    if (suits(platform)) {
      if (first < 0 && std::holds_alternative<FaasModel>(platform.model.platform))
        first = choice.count();
      choice.addItem(toQt(platform.label.empty() ? platform.id : platform.label), toQt(platform.id));
    }
  const int again = choice.findData(before);
  choice.setCurrentIndex(std::max(0, again >= 0 ? again : first));
  choice.setVisible(choice.count() > 0);
}

} // namespace coldframe::ui
