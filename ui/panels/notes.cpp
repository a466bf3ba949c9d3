#include "ui/panels/notes.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace coldframe::ui {

namespace {

constexpr qsizetype kFoldedLines = 2;
constexpr qsizetype kNotWorthFolding = 3;
constexpr int kLowPanel = 56; // lines of text

} // namespace

Notes::Notes(QWidget* parent) : QWidget(parent), m_text(new QLabel), m_fold(new QToolButton) {
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::PlainText);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_text->setObjectName(QStringLiteral("notes"));
  m_fold->setObjectName(QStringLiteral("fold"));
  m_fold->setAutoRaise(true);
  m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_text, 1);
  layout->addWidget(m_fold, 0, Qt::AlignBottom);
  connect(m_fold, &QToolButton::clicked, this, [this] {
    m_chosen = !folded();
    showLines();
  });
  showLines();
}

void Notes::setLines(const QStringList& lines) {
  m_lines = lines;
  showLines();
}

void Notes::setRoom(int height) {
  const bool low = height < kLowPanel * fontMetrics().lineSpacing();
  if (low == m_low)
    return;
  m_low = low;
  showLines();
}

bool Notes::folded() const {
  return m_lines.size() > kNotWorthFolding && m_chosen.value_or(m_low);
}

void Notes::showLines() {
  const bool fold = folded();
  m_text->setText((fold ? m_lines.first(kFoldedLines) : m_lines).join(u'\n'));
  m_fold->setVisible(fold || (m_lines.size() > kNotWorthFolding && m_chosen));
  m_fold->setArrowType(fold ? Qt::RightArrow : Qt::DownArrow);
  m_fold->setText(fold ? tr("%1 more").arg(m_lines.size() - kFoldedLines) : tr("fewer"));
  setVisible(!m_lines.isEmpty());
}

} // namespace coldframe::ui
