#include "ui/window/desktop.h"

#include "ui/document/text.h"
#include "ui/panels/panel.h"
#include "ui/window/appearance.h"
#include "ui/window/main_window.h"
#include "ui/window/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QStandardPaths>
#include <QStyleFactory>
#include <QTextStream>

namespace coldframe::ui {

namespace {

constexpr int kUsage = 2;
constexpr int kInput = 3;
constexpr int kOutput = 5;
constexpr int kLookEveryMs = 50;

int fail(int code, const QString& why) {
  QTextStream(stderr) << "coldframe-desktop: " << why << '\n';
  return code;
}

// Where no screen is, files can still be written.
void useNoScreenIfThereIsNone(int argc, char** argv) {
  bool writesFiles = false;
  for (int i = 1; i < argc; ++i) {
    const QByteArray word(argv[i]);
    writesFiles = writesFiles || word.startsWith("--screenshot") || word.startsWith("--export");
  }
  const bool hasScreen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
  if ((writesFiles || !hasScreen) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

// Until nothing is under way any more; `all`: on any panel, also on those that nobody looks at.
void settle(MainWindow& window, bool all) {
  Background& background = window.workbench().comparisonJob().background();
  window.workbench().compareNow();
  QEventLoop loop;
  QObject::connect(&background, &Background::busyChanged, &loop, [&loop](bool busy) {
    if (!busy)
      loop.quit();
  });
  if (background.isBusy())
    loop.exec();
  for (Panel* panel : window.panels()) {
    if (all)
      panel->prepare();
    while (panel->isBusy())
      QApplication::processEvents(QEventLoop::WaitForMoreEvents, kLookEveryMs);
  }
  QApplication::processEvents();
}

} // namespace

int runDesktop(int argc, char** argv, const QString& version) {
  useNoScreenIfThereIsNone(argc, argv);
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("coldframe"));
  QApplication::setApplicationDisplayName(QStringLiteral("Coldframe"));
  QApplication::setApplicationVersion(version);
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));

  QCommandLineParser parser;
  parser.setApplicationDescription(QCoreApplication::translate(
      "main", "Laptop, always-on EC2, a cluster, or Lambda: how long, how much, how sure?"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("SCENARIO"), QStringLiteral("a file, or the name of a shipped scenario"),
                               QStringLiteral("[SCENARIO]"));
  const QCommandLineOption panel(QStringLiteral("panel"), QStringLiteral("the panel to show"), QStringLiteral("NAME"));
  const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light, dark, or system"),
                                 QStringLiteral("THEME"));
  const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("of the window, 1280x720"),
                                QStringLiteral("WxH"), QStringLiteral("1280x720"));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"), QStringLiteral("write the window as PNG and end"),
                                      QStringLiteral("FILE"));
  const QCommandLineOption exportTo(QStringLiteral("export"), QStringLiteral("write every chart and table and end"),
                                    QStringLiteral("DIR"));
  parser.addOptions({panel, theme, size, screenshot, exportTo});
  parser.process(app);
  if (parser.positionalArguments().size() > 1)
    return fail(kUsage, QStringLiteral("one scenario at a time"));

  const bool writes = parser.isSet(screenshot) || parser.isSet(exportTo);
  const std::optional<Appearance> appearance = parser.isSet(theme) ? appearanceNamed(parser.value(theme))
                                               : writes            ? Appearance::System
                                                                   : rememberedAppearance();
  if (!appearance)
    return fail(kUsage, QStringLiteral("--theme takes light, dark or system"));
  showAppearance(*appearance);
  recallMotion();
  Catalogue catalogue = Catalogue::builtIn();
  const QString userFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  if (auto added = catalogue.addFolder(fromQt(userFolder), true); !added)
    return fail(kInput, toQt(added.error().text()));
  MainWindow window(std::move(catalogue));
  if (parser.isSet(size) || writes) { // a picture does not depend on how the user left the window
    const QStringList sides = parser.value(size).split(u'x');
    const QSize wanted(sides.value(0).toInt(), sides.value(1).toInt());
    if (sides.size() != 2 || wanted.isEmpty())
      return fail(kUsage, QStringLiteral("--size takes WIDTHxHEIGHT, such as 1280x720"));
    window.resize(wanted);
  }
  if (!parser.positionalArguments().isEmpty() && !window.open(parser.positionalArguments().first()) && writes)
    return fail(kInput, QStringLiteral("%1 cannot be read").arg(parser.positionalArguments().first()));
  if (parser.isSet(panel) && !window.showPanel(parser.value(panel))) {
    QStringList names;
    for (const Panel* each : window.panels())
      names << each->title();
    return fail(kUsage, QStringLiteral("there is no panel '%1'; the panels are %2")
                            .arg(parser.value(panel), names.join(QStringLiteral(", "))));
  }
  window.show();
  if (!writes) {
    if (!Tour::seenBefore())
      Tour::begin(window);
    return QApplication::exec();
  }
  if (!parser.positionalArguments().isEmpty())
    settle(window, parser.isSet(exportTo));
  constexpr int kLayoutRounds = 4; // heights that follow widths take more than one
  for (int i = 0; i < kLayoutRounds; ++i)
    QApplication::processEvents();
  if (parser.isSet(screenshot) && !window.grab().save(parser.value(screenshot)))
    return fail(kOutput, QStringLiteral("%1 cannot be written").arg(parser.value(screenshot)));
  if (parser.isSet(exportTo))
    if (const QStringList failed = window.exportAll(parser.value(exportTo)); !failed.isEmpty())
      return fail(kOutput, QStringLiteral("cannot be written: %1").arg(failed.join(QStringLiteral(", "))));
  return 0;
}

} // namespace coldframe::ui
