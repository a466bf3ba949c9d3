#include "ui/panels/panel.h"

#include "ui/panels/workbench.h"

namespace coldframe::ui {

namespace {

constexpr double kAnswerSize = 1.35; // of the system font
constexpr double kGap = 0.5;         // of a line

QString withLine(const QString& first, const QString& rest) {
  return rest.isEmpty() ? first : first + u'\n' + rest;
}

} // namespace

Panel::Panel(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_answer(new QLabel(this)), m_detail(new QLabel(this)),
      m_body(new QVBoxLayout) {
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * kAnswerSize);
  m_answer->setFont(large);
  for (QLabel* label : {m_answer, m_detail}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  }
  m_answer->setAccessibleName(tr("Answer"));
  m_detail->hide();
  const int gap = static_cast<int>(fontMetrics().height() * kGap);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * gap, 2 * gap, 2 * gap, gap);
  layout->setSpacing(gap);
  layout->addWidget(m_answer);
  layout->addWidget(m_detail);
  m_body->setSpacing(gap);
  layout->addLayout(m_body, 1);
}

void Panel::setAnswer(const QString& sentence, const QString& detail, bool provisional) {
  m_answer->setText(sentence);
  QFont font = m_answer->font();
  font.setItalic(provisional);
  m_answer->setFont(font);
  m_notes = detail;
  m_detail->setText(provisional ? withLine(tr("Provisional, being refined."), detail) : detail);
  m_detail->setVisible(!m_detail->text().isEmpty());
}

void Panel::sayNotRefined() {
  m_detail->setText(withLine(tr("Provisional: “Refine” simulates with all replications."), m_notes));
}

} // namespace coldframe::ui
