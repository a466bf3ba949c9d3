#include "ui/panels/menu_button.h"

#include <QMenu>
#include <QToolButton>

namespace coldframe::ui {

QString withArrow(const QString& text) {
  return text + QStringLiteral(" ▾");
}

void opensMenu(QToolButton& button, QMenu* menu) {
  button.setPopupMode(QToolButton::InstantPopup);
  button.setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
  button.setMenu(menu);
}

} // namespace coldframe::ui
