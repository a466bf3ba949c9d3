#include "ui/panels/invitation.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLayoutItem>
#include <QPushButton>
#include <QVBoxLayout>
#include <memory>

namespace coldframe::ui {

namespace {

constexpr int kLineChars = 76; // of text that is read with ease
constexpr int kIconLines = 3;  // its height

} // namespace

Invitation::Invitation(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_words(new QLabel(this)), m_buttons(new QHBoxLayout) {
  setObjectName(QStringLiteral("invitation"));
  m_icon->setAlignment(Qt::AlignHCenter);
  m_words->setObjectName(QStringLiteral("invitation-words"));
  m_words->setWordWrap(true);
  m_words->setTextFormat(Qt::PlainText);
  m_words->setAlignment(Qt::AlignHCenter);
  m_words->setMinimumWidth(kLineChars / 2 * fontMetrics().averageCharWidth());
  m_words->setMaximumWidth(kLineChars * fontMetrics().averageCharWidth());
  auto* centred = new QHBoxLayout; // a label that wraps has no width of its own
  centred->addStretch(1);
  centred->addWidget(m_words, kLineChars);
  centred->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(fontMetrics().height());
  column->addStretch(2);
  column->addWidget(m_icon);
  column->addLayout(centred);
  column->addLayout(m_buttons);
  column->addStretch(3);
}

void Invitation::show(const QIcon& icon, const QString& words, const std::vector<Beginning>& beginnings) {
  m_icon->setPixmap(icon.pixmap(kIconLines * fontMetrics().height()));
  m_words->setText(words);
  while (const auto item = std::unique_ptr<QLayoutItem>(m_buttons->takeAt(0)))
    if (QWidget* before = item->widget()) {
      before->hide();
      before->deleteLater(); // it may be the one that was pressed
    }
  m_buttons->addStretch(1);
  for (const Beginning& each : beginnings) {
    auto* button = new QPushButton(QIcon::fromTheme(QString::fromLatin1(each.icon)), each.text);
    connect(button, &QPushButton::clicked, this, each.begin);
    m_buttons->addWidget(button);
  }
  m_buttons->addStretch(1);
  QWidget::show();
}

} // namespace coldframe::ui
