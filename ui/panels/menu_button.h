// A button that does nothing but open a menu. The style would put its mark over the text; the text ends in an arrow
// instead.
#pragma once

#include <QString>

class QMenu;
class QToolButton;

namespace coldframe::ui {

QString withArrow(const QString& text);
void opensMenu(QToolButton& button, QMenu* menu);

} // namespace coldframe::ui
