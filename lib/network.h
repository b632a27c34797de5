/* network.h — le réseau à une couche cachée, de l'aller au retour.
 *
 *   H̃ = X Whᵀ + 1 bhᵀ    H = tanh(H̃)
 *   Ỹ = H Wyᵀ + 1 byᵀ    Ŷ = SoftMax(Ỹ)
 *
 * X est N×nx, H̃ et H sont N×nh, Ỹ, Ŷ et Y sont N×ny.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include "dataset.h"
#include "matrix.h"
#include "random.h"

/* Les paramètres, ou leur gradient : un seul bloc, quatre vues nommées. */
typedef struct {
    size_t nx, nh, ny;
    Matrix theta; /* count×1, tout le bloc : Wh, bh, Wy, by à la suite */
    Matrix Wh;    /* nh×nx */
    Matrix bh;    /* nh×1 */
    Matrix Wy;    /* ny×nh */
    Matrix by;    /* ny×1 */
} Parameters;

/* Tout nul ; à libérer par parameters_free. theta a nh(nx+1) + ny(nh+1)
 * éléments. */
Parameters parameters_create(size_t nx, size_t nh, size_t ny);
void parameters_free(Parameters *p);

/* Wh et Wy de loi N(0, sigma²), biais nuls. */
void parameters_random(Parameters *p, double sigma, Random *random);

/* Wh de loi N(0, 1/nx), Wy de loi N(0, 1/nh), biais nuls. Source : LeCun et
 * al., « Efficient BackProp », 1998. */
void parameters_random_fan_in(Parameters *p, Random *random);

/* Les grandeurs intermédiaires d'un lot, à l'aller puis au retour. */
typedef struct {
    Matrix H_tilde, H;           /* N×nh */
    Matrix Y_tilde, Y_hat;       /* N×ny */
    Matrix grad_Y_tilde;         /* N×ny */
    Matrix grad_H, grad_H_tilde; /* N×nh */
    size_t capacity;             /* nombre de lignes alloué */
} Pass;

/* Place pour N exemples au plus du réseau p ; à libérer par pass_free. */
Pass pass_create(const Parameters *p, size_t N);
void pass_free(Pass *pass);

/* Passe à N exemples, N ≤ capacity (le dernier mini-lot est plus court). */
void pass_resize(Site site, Pass *pass, size_t N);

/* Remplit H_tilde, H, Y_tilde, Y_hat. Source : chapitre 7. */
void forward(Pass *pass, const Parameters *p, const Matrix *X);

/* L, entropie croisée moyenne du lot, après forward. */
double loss(const Pass *pass, const Matrix *Y);

/* Part des exemples dont la plus grande composante de ŷ est la classe juste,
 * après forward. */
double accuracy(const Pass *pass, const Matrix *Y);

/* grad = ∇L par rapport à tous les paramètres, après forward sur le même X.
 * grad est écrasé, pas accumulé ; ce n'est pas p. Source : chapitres 15, 16 et
 * 17. */
void backward(Parameters *grad, Pass *pass, const Parameters *p,
              const Matrix *X, const Matrix *Y);

/* θ ← θ − η ∇L. */
void sgd_step(Parameters *p, double eta, const Parameters *grad);

/* L et taux de bonnes réponses du réseau p sur tout data, non vide. */
typedef struct {
    double loss, accuracy;
} Score;
Score evaluate(const Parameters *p, const Dataset *data);

/* La boucle d'apprentissage : réglages, puis outils de travail. */
typedef struct {
    size_t epochs, batch;
    double eta;
    /* η de l'epoch e, e = 0 … epochs − 1 ; NULL : eta, constant. */
    double (*schedule)(double eta, size_t epoch, size_t epochs);
    /* Appelée avant la première epoch (epoch = 0) puis après chacune ;
     * NULL : rien. */
    void (*after_epoch)(void *context, size_t epoch, const Parameters *p);
    void *context;
} Training;

/* Descente de gradient stochastique sur mini-lots tirés sans remise : chaque
 * exemple sert une fois par epoch, dans un ordre nouveau. Modifie p.
 * (« train » tout court est une fonction de LIBLINEAR.) */
void network_train(Parameters *p, const Dataset *data,
                   const Training *training, Random *random);

#define pass_resize(...) pass_resize(HERE, __VA_ARGS__)

#endif
