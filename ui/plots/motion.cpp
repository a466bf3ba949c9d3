#include "ui/plots/motion.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QStyle>
#include <QVariant>

namespace coldframe::ui {

namespace {

constexpr const char* kReduced = "motion-reduced"; // a property of the application

// What a desktop wrote down; nothing where it wrote nothing.
QVariant written(const QString& file, const QString& key) {
  const QString path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, file);
  return path.isEmpty() ? QVariant() : QSettings(path, QSettings::IniFormat).value(key);
}

// Qt 6.4 does not ask the desktop: its style says it, or KDE's and GTK's own settings do.
bool systemReduces() {
  if (QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0)
    return true;
  const QVariant kde = written(QStringLiteral("kdeglobals"), QStringLiteral("KDE/AnimationDurationFactor"));
  const QVariant gtk =
      written(QStringLiteral("gtk-3.0/settings.ini"), QStringLiteral("Settings/gtk-enable-animations"));
  return (kde.isValid() && kde.toDouble() == 0) || (gtk.isValid() && !gtk.toBool());
}

} // namespace

bool motionReduced() {
  const QVariant chosen = qApp->property(kReduced);
  return chosen.isValid() ? chosen.toBool() : systemReduces();
}

void reduceMotion(std::optional<bool> reduced) {
  qApp->setProperty(kReduced, reduced ? QVariant(*reduced) : QVariant());
}

} // namespace coldframe::ui
