<?php
add_action('after_setup_theme', function () {
    add_theme_support('title-tag');
    add_theme_support('post-thumbnails');
    add_theme_support('automatic-feed-links');
    register_nav_menus(['primary' => 'القائمة الرئيسية']);
});
add_action('wp_enqueue_scripts', fn() => wp_enqueue_style('majalla', get_stylesheet_uri()));

/* "Two hours ago" for a day, then the day in words. */
function majalla_when($post = null) {
    $then = get_post_time('U', true, $post);
    return time() - $then < DAY_IN_SECONDS && $then < time() ? 'منذ ' . human_time_diff($then)
        : date_i18n('j F، Y', get_post_time('U', false, $post));
}

function majalla_card($post) {
    printf('<div class="card news-card"><a class="card-img" href="%s"><img src="/picture.jpg" alt=""></a>'
        . '<div class="card-body"><a class="card-title" href="%1$s">%s</a><div class="card-text post-excerpt">%s</div>'
        . '<small class="text-muted"><i class="icon-clock"></i> %s</small></div></div>', esc_url(get_permalink($post)),
        get_the_title($post), esc_html(wp_trim_words(get_the_excerpt($post), 18)), majalla_when($post));
}

function majalla_share() {
    $url = rawurlencode(get_permalink());
    echo '<div class="share-post"><b>شارك الخبر:</b><ul>';
    foreach (['facebook', 'x', 'telegram', 'whatsapp'] as $site) {
        printf('<li><a target="_blank" href="https://%s.example/share?url=%s"><i class="icon-%1$s"></i></a></li>', $site, $url);
    }
    echo '</ul><button class="copy-link" data-url="', esc_url(wp_get_shortlink()), '">نسخ الرابط</button></div>';
}
