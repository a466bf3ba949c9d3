// Draws a row of an explanation in one column: the figure's name on the left, its value on the right. Each row shares
// its width by itself, so that one long value does not cut the names of all; where both do not fit, the value has a
// line of its own.
#pragma once

#include <QStyledItemDelegate>

namespace coldframe::ui {

class FigureDelegate : public QStyledItemDelegate {
  Q_OBJECT

public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace coldframe::ui
