# Bonnes réponses et loss selon le nombre de neurones cachés.
height = 9.3
@canvas
name(k) = word('plenty scarce', k)
table(k) = results.'/'.name(k).'.tsv'
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
# Les points du lecteur n'ont ni bruit connu, ni meilleur score.
own = system("grep -c '^reader:.*--data ' ".results."/results.yaml") + 0
heading(k) = sprintf('%d exemples, ', number(name(k).'.points')) \
    .(own ? '' : gprintf('σ = %g, ', number(name(k).'.sigma'))) \
    .sprintf('%d epochs', number(name(k).'.epochs'))
# La quantité q (0 à 3) occupe cinq colonnes.
mean(q) = 5 * q + 2

set lmargin 8; set rmargin 1.5
set logscale x
set xrange [0.85:118]
set xtics (1, 2, 3, 6, 20, 100)
unset key
set multiplot layout 2,2
do for [k=1:2] {
    set tmargin 2; set bmargin 2.4
    set title heading(k)
    unset xlabel
    set yrange [*<0.5:1] noextend
    set ytics 0.1
    if (k == 1) {
        set ylabel 'part de bonnes réponses' offset 0
        set key bottom right
    } else {
        unset ylabel
        unset key
    }
    best = own ? NaN : number(name(k).'.best')
    plot best with lines ls 7 title 'meilleur possible', \
         for [q=0:1] table(k) using 1:mean(q):(column(mean(q) + 1)): \
             (column(mean(q) + 2)) with yerrorbars ls q + 1 lw 1 dt 1 pt 0, \
         table(k) using 1:mean(0) with linespoints ls 1 \
             title 'apprentissage', \
         '' using 1:mean(1) with linespoints ls 2 title 'points neufs'
}
unset key
unset title
do for [k=1:2] {
    set tmargin 0.8; set bmargin 3.6
    set xlabel 'n_h (neurones cachés, échelle log)'
    set yrange [0:1.7<*] noextend
    set ytics autofreq
    if (k == 1) {
        set ylabel 'loss' offset 0
    } else {
        unset ylabel
    }
    plot for [q=2:3] table(k) using 1:mean(q):(column(mean(q) + 1)): \
             (column(mean(q) + 2)) with yerrorbars ls q - 1 lw 1 dt 1 pt 0, \
         table(k) using 1:mean(2) with linespoints ls 1, \
         '' using 1:mean(3) with linespoints ls 2
}
unset multiplot
