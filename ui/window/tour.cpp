#include "ui/window/tour.h"

#include "ui/panels/panel.h"
#include "ui/plots/theme.h"
#include "ui/window/main_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

namespace coldframe::ui {

namespace {

const QString kSeen = QStringLiteral("tour-seen");
constexpr int kCardChars = 56; // wide

struct Stop {
  const char* panel;
  const char* widget; // by its object name, in the window; empty: the whole panel
  const char* title;
  const char* words;
};

constexpr std::array<Stop, 8> kStops{{
    {"Start", "", QT_TRANSLATE_NOOP("Tour", "Begin with a question"),
     QT_TRANSLATE_NOOP("Tour",
                       "Each card is a job or a service that somebody really ran. Its picture sets the cost of a "
                       "month against time: low and to the left is good. Your own files can be dropped anywhere "
                       "in this window.")},
    {"Compare", "answer", QT_TRANSLATE_NOOP("Tour", "The answer comes first"),
     QT_TRANSLATE_NOOP("Tour",
                       "Every panel opens with one sentence. In italics it is provisional: a first look, refined "
                       "within moments. Whiskers and bands show how sure the figures are.")},
    {"Compare", "scenario", QT_TRANSLATE_NOOP("Tour", "Change anything"),
     QT_TRANSLATE_NOOP("Tour",
                       "The scenario is a form and a JSON text, and both are the same. Type another number: the "
                       "answer follows at once, and Ctrl+Z takes it back. Platforms are added, copied and "
                       "switched off here too.")},
    {"Compare", "inspector", QT_TRANSLATE_NOOP("Tour", "Where a number comes from"),
     QT_TRANSLATE_NOOP("Tour",
                       "Choose a platform in the chart: the inspector takes its figures apart, down to quantity "
                       "times unit price, with the source of each.")},
    {"Replay", "timeline", QT_TRANSLATE_NOOP("Tour", "Watch it run"),
     QT_TRANSLATE_NOOP("Tour",
                       "Each line is a call; colours are its phases. Space plays, the wheel zooms, a drag pans. "
                       "Recorded runs, a Lithops log for one, are shown the same way.")},
    {"Scaling", "", QT_TRANSLATE_NOOP("Tour", "How much further do more workers help?"),
     QT_TRANSLATE_NOOP("Tour",
                       "Eighty carrots in eight rows: the ninth harvester stands idle. A job of your own is shown "
                       "as lines, one a worker, beside its speedup.")},
    {"Month", "", QT_TRANSLATE_NOOP("Tour", "Ask what decides"),
     QT_TRANSLATE_NOOP("Tour", "Batch & memory finds the best size, Month the break-even against an always-on machine, "
                               "Sensitivity the inputs that would turn the answer.")},
    {"Fit", "", QT_TRANSLATE_NOOP("Tour", "Learn from your own runs"),
     QT_TRANSLATE_NOOP("Tour",
                       "Drop the log of a run: what it teaches about its platform becomes a scenario that can be "
                       "asked anything else. F1 lists all keys; Ctrl+Shift+P finds every command.")},
}};

QString words(const char* text) {
  return QCoreApplication::translate("Tour", text);
}

// Draws a line around its inside and lets everything else through.
class Frame : public QWidget {
public:
  explicit Frame(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
  }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5);
  }
};

} // namespace

int Tour::stops() {
  return static_cast<int>(kStops.size());
}

bool Tour::seenBefore() {
  return QSettings().value(kSeen).toBool();
}

void Tour::begin(MainWindow& window) {
  for (Tour* running : window.findChildren<Tour*>())
    delete running;
  QSettings().setValue(kSeen, true);
  if (window.workbench().document().scenario() == nullptr)
    window.open(QStringLiteral("carrots"));
  auto* tour = new Tour(window);
  tour->show(0);
}

Tour::Tour(MainWindow& window)
    : QFrame(&window), m_window(window), m_title(new QLabel), m_words(new QLabel), m_count(new QLabel),
      m_before(new QPushButton(tr("&Back"))), m_next(new QPushButton(tr("&Next"))), m_frame(new Frame(&window)) {
  setObjectName(QStringLiteral("tour"));
  setAttribute(Qt::WA_DeleteOnClose);
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  setFixedWidth(kCardChars * fontMetrics().averageCharWidth());
  connect(this, &QObject::destroyed, m_frame, &QObject::deleteLater);
  QFont bold = font();
  bold.setBold(true);
  m_title->setFont(bold);
  m_words->setWordWrap(true);
  m_words->setTextFormat(Qt::PlainText);
  m_count->setEnabled(false);
  auto* skip = new QPushButton(tr("&Skip"));
  skip->setObjectName(QStringLiteral("tour-skip"));
  m_next->setObjectName(QStringLiteral("tour-next"));
  m_before->setObjectName(QStringLiteral("tour-back"));
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_count);
  buttons->addStretch(1);
  for (QPushButton* button : {skip, m_before, m_next})
    buttons->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_title);
  column->addWidget(m_words);
  column->addLayout(buttons);
  connect(skip, &QPushButton::clicked, this, &QWidget::close);
  connect(m_before, &QPushButton::clicked, this, &Tour::before);
  connect(m_next, &QPushButton::clicked, this, &Tour::next);
  m_window.installEventFilter(this);
}

void Tour::next() {
  if (m_stop + 1 == stops())
    close();
  else
    show(m_stop + 1);
}

void Tour::before() {
  show(m_stop - 1);
}

void Tour::show(int stop) {
  m_stop = std::clamp(stop, 0, stops() - 1);
  const Stop& here = kStops[static_cast<std::size_t>(m_stop)];
  m_window.showPanel(QString::fromLatin1(here.panel));
  m_title->setText(words(here.title));
  m_words->setText(words(here.words));
  m_count->setText(tr("%1 of %2").arg(m_stop + 1).arg(stops()));
  m_before->setEnabled(m_stop > 0);
  m_next->setText(m_stop + 1 == stops() ? tr("&Done") : tr("&Next"));
  QFrame::show();
  place();
  m_next->setFocus();
}

// At the foot of the window, over the least of what is looked at.
void Tour::place() {
  setFixedHeight(heightForWidth(width())); // with the frame's own width
  const int gap = fontMetrics().height();
  move((m_window.width() - width()) / 2, m_window.height() - height() - 2 * gap);
  const Stop& here = kStops[static_cast<std::size_t>(m_stop)];
  QWidget* panel = m_window.panelNamed(QString::fromLatin1(here.panel));
  const QString name = QString::fromLatin1(here.widget);
  QWidget* subject = name.isEmpty() ? panel : panel->findChild<QWidget*>(name);
  if (subject == nullptr)
    subject = m_window.findChild<QWidget*>(name);
  if (subject == nullptr)
    return;
  const int clear = gap / 4; // so that the line does not touch what it surrounds
  m_frame->setGeometry(QRect(subject->mapTo(&m_window, QPoint()), subject->size())
                           .adjusted(-clear, -clear, clear, clear)
                           .intersected(m_window.rect()));
  m_frame->setVisible(subject->isVisible());
  m_frame->raise();
  raise();
}

void Tour::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
  case Qt::Key_Return:
  case Qt::Key_Enter:
    // A button that has the keyboard is meant.
    for (QPushButton* button : findChildren<QPushButton*>())
      if (button->hasFocus())
        return button->click();
    return next();
  case Qt::Key_Escape:
    close();
    return;
  default:
    QFrame::keyPressEvent(event);
  }
}

void Tour::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  QPainter painter(this);
  painter.setPen(QPen(Theme::of(palette()).accent, 2));
  painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
    QMetaObject::invokeMethod(
        this, [this] { place(); }, Qt::QueuedConnection);
  return QFrame::eventFilter(watched, event);
}

} // namespace coldframe::ui
