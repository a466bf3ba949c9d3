#include "ui/panels/replay_tools.h"

#include "ui/document/text.h"
#include "ui/panels/menu_button.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace coldframe::ui {

namespace {

// Of a box; its list shows every text whole.
constexpr int kLeastChars = 6, kMostChars = 16, kMostNameChars = 40;

void fill(QComboBox& box, const std::vector<RunChoice>& choices, const QString& chosen) {
  const QSignalBlocker quiet(&box);
  box.clear();
  for (const RunChoice& choice : choices)
    box.addItem(choice.text, choice.key);
  box.setCurrentIndex(box.findData(chosen));
  box.view()->setMinimumWidth(box.view()->sizeHintForColumn(0) + 4 * box.fontMetrics().averageCharWidth());
}

} // namespace

ReplayTools::ReplayTools(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins({});
  m_run = addBox(row, tr("Run"), "source");
  m_other = addBox(row, tr("beside"), "compareWith");
  for (QComboBox* named : {m_run, m_other})
    named->setMaximumWidth(kMostNameChars * fontMetrics().averageCharWidth());
  m_kind = addBox(row, tr("a line for"), "lanes");
  m_kind->addItems({tr("calls"), tr("environments"), tr("workers")});
  m_order = addBox(row, tr("by"), "order");
  for (const std::string_view name : kCallOrderNames)
    m_order->addItem(toQt(name));
  addFilter(row);
  m_align = new QCheckBox(tr("align clocks"));
  m_align->setObjectName(QStringLiteral("align"));
  m_align->setToolTip(tr("Client and workers read different clocks: shift the workers' to suit most calls"));
  m_align->hide();
  m_stop = new QPushButton(tr("Stop"));
  m_stop->setObjectName(QStringLiteral("stop"));
  m_stop->hide();
  row->addWidget(m_align);
  row->addStretch();
  row->addWidget(m_stop);
  connect(m_align, &QCheckBox::clicked, this, &ReplayTools::alignChosen);
  connect(m_stop, &QPushButton::clicked, this, &ReplayTools::stopChosen);
  connect(m_run, &QComboBox::activated, this,
          [this](int index) { Q_EMIT runChosen(m_run->itemData(index).toString()); });
  connect(m_other, &QComboBox::activated, this,
          [this](int index) { Q_EMIT otherChosen(m_other->itemData(index).toString()); });
  connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int index) {
    LaneOptions options = m_lanes;
    options.lanes = static_cast<LaneKind>(index);
    choose(options);
  });
  connect(m_order, &QComboBox::currentIndexChanged, this, [this](int index) {
    LaneOptions options = m_lanes;
    options.order = static_cast<CallOrder>(index);
    choose(options);
  });
}

QComboBox* ReplayTools::addBox(QHBoxLayout* row, const QString& name, const char* objectName) {
  auto* box = new QComboBox;
  auto* label = new QLabel(name);
  label->setBuddy(box);
  box->setObjectName(QString::fromLatin1(objectName));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(kLeastChars);
  box->setMaximumWidth(kMostChars * fontMetrics().averageCharWidth());
  box->setAccessibleName(name);
  row->addWidget(label);
  row->addWidget(box, 1);
  row->addSpacing(fontMetrics().averageCharWidth());
  return box;
}

void ReplayTools::addFilter(QHBoxLayout* row) {
  m_filter = new QToolButton;
  m_filter->setText(withArrow(tr("all states")));
  m_filter->setAccessibleName(tr("Which calls are shown"));
  auto* menu = new QMenu(m_filter);
  opensMenu(*m_filter, menu);
  for (std::size_t state = 0; state < kCallStateCount; ++state) {
    QAction* action = menu->addAction(toQt(kCallStateNames[state]));
    action->setCheckable(true);
    action->setChecked(true);
    m_states.push_back(action);
    connect(action, &QAction::toggled, this, [this, state](bool shown) {
      LaneOptions options = m_lanes;
      options.shown[state] = shown;
      choose(options);
    });
  }
  row->addWidget(m_filter);
}

void ReplayTools::setRuns(const std::vector<RunChoice>& runs, const QString& chosen) {
  fill(*m_run, runs, chosen);
}

void ReplayTools::setOthers(const std::vector<RunChoice>& others, const QString& chosen) {
  fill(*m_other, others, chosen);
}

void ReplayTools::setLanes(const LaneOptions& options) {
  m_lanes = options;
  const QSignalBlocker quietKind(m_kind);
  const QSignalBlocker quietOrder(m_order);
  m_kind->setCurrentIndex(static_cast<int>(options.lanes));
  m_order->setCurrentIndex(static_cast<int>(options.order));
  m_order->setEnabled(options.lanes == LaneKind::Call);
  QStringList shown;
  for (std::size_t state = 0; state < kCallStateCount; ++state) {
    const QSignalBlocker quiet(m_states[state]);
    m_states[state]->setChecked(options.shown[state]);
    if (options.shown[state])
      shown << m_states[state]->text();
  }
  m_filter->setText(withArrow(shown.size() == kCallStateCount ? tr("all states") : shown.join(QStringLiteral(", "))));
}

void ReplayTools::setClocks(bool disagree, bool aligned) {
  m_align->setVisible(disagree);
  m_align->setChecked(aligned);
}

void ReplayTools::setBusy(bool busy) {
  m_stop->setVisible(busy);
}

void ReplayTools::choose(LaneOptions options) {
  if (options == m_lanes)
    return;
  setLanes(options);
  Q_EMIT lanesChosen(options);
}

} // namespace coldframe::ui
