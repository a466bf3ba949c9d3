#include "ui/panels/gallery.h"

#include <QGridLayout>
#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr int kCardChars = 58; // that a card likes to have
constexpr int kMostColumns = 4;

} // namespace

Gallery::Gallery(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {}

void Gallery::add(QWidget* card) {
  card->setParent(this); // also of a gallery that is never laid out
  m_cards.push_back(card);
  // One card's: from more columns one must be able to come back.
  const QMargins margins = m_grid->contentsMargins();
  setMinimumWidth(std::max(minimumWidth(), card->minimumSizeHint().width() + margins.left() + margins.right()));
  m_columns = 0;
}

void Gallery::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place();
}

void Gallery::place() {
  const int columns = std::clamp(width() / (kCardChars * fontMetrics().averageCharWidth()), 1, kMostColumns);
  if (columns == m_columns)
    return;
  for (int i = 0; i < m_grid->rowCount(); ++i)
    m_grid->setRowStretch(i, 0);
  for (int i = 0; i < kMostColumns; ++i)
    m_grid->setColumnStretch(i, i < columns ? 1 : 0);
  m_columns = columns;
  for (QWidget* card : m_cards)
    m_grid->removeWidget(card);
  int at = 0;
  for (QWidget* card : m_cards) {
    m_grid->addWidget(card, at / columns, at % columns);
    ++at;
  }
  m_grid->setRowStretch((at + columns - 1) / columns, 1); // what is left over lies below
}

} // namespace coldframe::ui
